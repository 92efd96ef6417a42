import type { ProviderContract } from '../../contracts/index.ts'
import { recordOf } from '../../contracts/media.ts'
import type { Model } from '../../contracts/models.ts'

type Node = Readonly<Record<string, unknown>>

const PREFIX = '#/components/schemas/'

/** The names of the components that a schema leads to, itself included. */
const namesFrom = (schemas: Node, name: string, found = new Set<string>()): ReadonlySet<string> => {
  if (found.has(name)) return found
  found.add(name)
  for (const [, inner] of JSON.stringify(schemas[name] ?? {}).matchAll(/"#\/components\/schemas\/([^"]+)"/g))
    namesFrom(schemas, inner ?? '', found)
  return found
}

/** An OpenAPI document of one model alone: its create request, and what that leads to. */
export const modelDocument = (
  { openapi, title }: ProviderContract,
  { id, path, schemaName }: Model,
): Node => {
  const schemas: Node = recordOf(openapi.components?.schemas)
  const { servers, openapi: version } = openapi
  const names = [...namesFrom(schemas, schemaName)]
  const { operationId, summary, responses } = recordOf(openapi.paths?.[path]?.post)
  const schema = { $ref: `${PREFIX}${schemaName}` }
  const response = recordOf(recordOf(responses)['200'])
  return {
    openapi: version,
    info: { title: `${title}: ${id}`, version: '1.0.0' },
    ...(servers && { servers }),
    paths: {
      [path]: {
        post: {
          operationId,
          summary: summary ?? id,
          requestBody: { required: true, content: { 'application/json': { schema } } },
          responses: { '200': { description: response.description ?? 'Request successful' } },
        },
      },
    },
    components: { schemas: Object.fromEntries(names.map((name) => [name, schemas[name]])) },
  }
}
