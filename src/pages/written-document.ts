import { type JsonObject, objectAt } from '../contracts/check/json.ts'
import type { ImportedPage } from './imported-page.ts'
import { componentName } from './text/names.ts'

/**
 * An imported page as an OpenAPI document, which is itself a page: reading it again gives the same contract. What a page
 * left unsaid, or said oddly, is in `x-stuntdouble`.
 */
export const writtenDocument = (page: ImportedPage): JsonObject => {
  const { file, title, models, output, problems, request, examples, callbackParam } = page
  const responses = Object.fromEntries(
    (page.documentedCodes.length > 0 ? page.documentedCodes : [200]).map((code) => [
      String(code),
      { description: code === 200 ? 'The task was created' : 'Refused' },
    ]),
  )
  const media: JsonObject = { schema: withModels(request, models) }
  if (examples.length > 0)
    media.examples = Object.fromEntries(examples.map((value, index) => [`example_${index + 1}`, { value }]))
  return {
    openapi: '3.1.0',
    info: { title, version: '1.0.0' },
    'x-stuntdouble': {
      page: file,
      output,
      callbackParam,
      problems: problems.map(({ severity, place, message }) => ({ severity, place, message })),
    },
    servers: [{ url: page.baseUrl }],
    security: [{ bearerAuth: [] }],
    paths: {
      [page.path]: {
        post: {
          operationId: `create${componentName(models[0] ?? 'Task')}`,
          requestBody: { required: true, content: { 'application/json': media } },
          responses,
        },
      },
    },
    components: { securitySchemes: { bearerAuth: { type: 'http', scheme: 'bearer' } } },
  }
}

/** A model whose name was only shown is fixed now. */
const withModels = (request: JsonObject, models: readonly string[]): JsonObject => {
  const properties = objectAt(request, 'properties')
  const model = objectAt(properties, 'model')
  if (!Object.hasOwn(properties, 'model') || model.enum !== undefined || model.const !== undefined)
    return request
  return { ...request, properties: { ...properties, model: { ...model, enum: [...models] } } }
}
