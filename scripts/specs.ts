import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import SwaggerParser from '@apidevtools/swagger-parser'
import type { OpenAPIV3_1 } from 'openapi-types'
import { parse, stringify } from 'yaml'
import type { JsonObject } from '../src/contracts/check/json.ts'
import { modelsOf } from '../src/contracts/models.ts'
import { type Compiled, compile } from '../src/pages/compile/compile.ts'
import { readOverlay } from '../src/pages/compile/overlay.ts'
import { componentTypes } from '../src/pages/types/component-types.ts'
import { type ListedContradiction, withContradictions } from './specs-readme.ts'

// Compiles the providers' pages and our overlays into OpenAPI, and that into TypeScript.

const root = fileURLToPath(new URL('..', import.meta.url))

/** Every provider that has pages. */
const providers = (): readonly string[] => readdirSync(join(root, 'specs/pages')).sort()

/** @param specs the folder with `pages/<provider>` and `overlays/<provider>.yaml` */
export const compileProvider = (provider: string, specs = join(root, 'specs')): Compiled => {
  const folder = join(specs, 'pages', provider)
  const pages = readdirSync(folder)
    .sort()
    .map((name) => ({ file: `${provider}/${name}`, text: readFileSync(join(folder, name), 'utf8') }))
  const overlay = readFileSync(join(specs, `overlays/${provider}.yaml`), 'utf8')
  return compile(pages, readOverlay(`specs/overlays/${provider}.yaml`, overlay))
}

const filesOf = async (provider: string): Promise<readonly (readonly [string, string])[]> => {
  const { document } = compileProvider(provider)
  // The validator resolves references in place, so it gets a copy.
  await SwaggerParser.validate(structuredClone(document))
  const origin = `from specs/pages/${provider} and specs/overlays/${provider}.yaml by \`npm run specs\``
  return [
    [`specs/${provider}.openapi.yaml`, `# Compiled ${origin}. Do not edit.\n${yaml(document)}`],
    [`src/contracts/${provider}/openapi.generated.ts`, moduleOf(document, origin)],
    [`src/contracts/${provider}/types.generated.ts`, typesOf(document, origin)],
  ]
}

const readme = (): readonly [string, string] => {
  const listed: Record<string, ListedContradiction[]> = parse(read('specs/contradictions.yaml'))
  return ['specs/README.md', withContradictions(read('specs/README.md'), listed)]
}

const read = (file: string): string => readFileSync(join(root, file), 'utf8')

const yaml = (document: OpenAPIV3_1.Document): string =>
  stringify(document, { lineWidth: 120, aliasDuplicateObjects: false })

const moduleOf = (document: OpenAPIV3_1.Document, origin: string): string =>
  `// Compiled ${origin}. Do not edit.
import type { OpenAPIV3_1 } from 'openapi-types'

export const openapi = ${JSON.stringify(document, null, 2)} as unknown as OpenAPIV3_1.Document
`

const typesOf = (document: OpenAPIV3_1.Document, origin: string): string =>
  `// Compiled ${origin}. Do not edit.\n\n${componentTypes(document as unknown as JsonObject)}\n${bundledRequests(document)}`

/** What the client may be asked to create, by model. */
const bundledRequests = (openapi: OpenAPIV3_1.Document): string => {
  const rows = [...modelsOf({ openapi, modelAt: { in: 'body', path: ['model'] } }).values()].map(
    ({ id, path, schemaName }) => `  '${id}': { path: '${path}'; request: ${schemaName} }\n`,
  )
  return `/** What can be created, as the bundled pages say: the path of each model, and its request. */\nexport interface BundledRequests {\n${rows.join('')}}\n`
}

/** What the pages and overlays compile to. */
export const specFiles = async (): Promise<readonly (readonly [string, string])[]> => [
  ...(await Promise.all(providers().map(filesOf))).flat(),
  readme(),
]
