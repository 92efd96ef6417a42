import { isObject, type Json, type JsonObject, objectAt, present } from '../../contracts/check/json.ts'
import type { ImportedPage } from '../imported-page.ts'
import { componentName, exampleName } from '../text/names.ts'
import { answerSchema, schemaOfExamples } from './answer-schema.ts'
import type { Example, ShownCall, ShownCalls } from './shown-calls.ts'

/**
 * A page that shows no document, as OpenAPI 3.1: its request as it was imported, its answers and callbacks as its
 * examples and tables show them. Only what the page states, nothing that we know besides.
 */
export const describedDocument = (page: ImportedPage, calls: ShownCalls): JsonObject => {
  const { retrieve } = calls
  const name = componentName(page.models[0] ?? 'Task')
  const schemas: JsonObject = { ...requestSchemas(page, name), ...answerSchemas(calls) }
  const paths: JsonObject = { [page.path]: { post: createOperation(page, name, calls) } }
  if (retrieve) paths[retrieve.path] = { get: retrieveOperation(page, retrieve, calls) }
  return {
    openapi: '3.1.0',
    info: { title: page.title, version: '1.0.0' },
    servers: [{ url: page.baseUrl }],
    security: [{ bearerAuth: [] }],
    paths,
    components: { schemas, securitySchemes: { bearerAuth: { type: 'http', scheme: 'bearer' } } },
  }
}

const refTo = (component: string): JsonObject => ({ $ref: `#/components/schemas/${component}` })

/** The body as a component, and what is inside its `input` as another. */
const requestSchemas = ({ request, models }: ImportedPage, name: string): JsonObject => {
  const properties = objectAt(request, 'properties')
  const { enum: _names, ...model } = objectAt(properties, 'model')
  const [only, ...more] = models
  const fixed = more.length === 0 && only !== undefined ? { const: only } : { enum: [...models] }
  const body: JsonObject = { ...request, properties: { ...properties, model: { ...model, ...fixed } } }
  if (!isObject(properties.input) || !isObject(properties.input.properties))
    return { [`${name}Request`]: body }
  objectAt(body, 'properties').input = refTo(`${name}Input`)
  return { [`${name}Request`]: body, [`${name}Input`]: properties.input }
}

const operationId = ({ path }: { readonly path: string }): string => path.split('/').at(-1) ?? 'create'

/** `createTask` → `CreateTaskResponse`. */
const answerName = (call: ShownCall): string => `${componentName(operationId(call))}Response`

const answerSchemas = ({ create, retrieve, callbacks }: ShownCalls): JsonObject => {
  const schemas: JsonObject = { [answerName(create)]: schemaOfAnswer(create) }
  if (callbacks.length > 0) schemas.TaskCallback = schemaOfExamples(callbacks.map(({ value }) => value))
  if (retrieve === undefined) return schemas
  const answer = schemaOfAnswer(retrieve)
  const data = objectAt(answer, 'properties').data
  if (isObject(data)) {
    schemas.TaskRecord = data
    objectAt(answer, 'properties').data = refTo('TaskRecord')
  }
  return { ...schemas, [answerName(retrieve)]: answer }
}

const schemaOfAnswer = ({ answers, fields }: ShownCall): JsonObject =>
  answerSchema(
    answers.map(({ value }) => value),
    fields,
  )

const createOperation = (page: ImportedPage, name: string, calls: ShownCalls): JsonObject =>
  present({
    operationId: operationId(page),
    requestBody: {
      required: true,
      content: json({ oneOf: [refTo(`${name}Request`)] }, page.file, calls.create.requests),
    },
    responses: responses(page, calls.create, calls),
    callbacks: calls.callbacks.length > 0 ? callbacks(page, calls.callbacks) : undefined,
  })

const retrieveOperation = (page: ImportedPage, call: ShownCall, calls: ShownCalls): JsonObject => ({
  operationId: operationId(call),
  parameters: call.query.map((name) => ({ name, in: 'query', required: true, schema: { type: 'string' } })),
  responses: responses(page, call, calls),
})

const callbacks = ({ file, callbackParam }: ImportedPage, examples: readonly Example[]): JsonObject => ({
  taskEnded: {
    [`{$request.body#/${callbackParam ?? 'callback'}}`]: {
      post: {
        requestBody: { required: true, content: json(refTo('TaskCallback'), file, examples) },
        responses: { '200': { description: 'The callback was received' } },
      },
    },
  },
})

const responses = ({ file }: ImportedPage, call: ShownCall, { statuses }: ShownCalls): JsonObject => {
  const success = statuses.find(({ code }) => code === '200')
  const result: JsonObject = {
    '200': {
      description: success?.description ?? 'Success',
      content: json(refTo(answerName(call)), file, call.answers),
    },
  }
  for (const { code, description } of statuses) if (code !== '200') result[code] = { description }
  return result
}

const json = (schema: JsonObject, file: string, examples: readonly Example[]): JsonObject => ({
  'application/json': present({ schema, examples: examples.length > 0 ? named(file, examples) : undefined }),
})

const named = (file: string, examples: readonly Example[]): JsonObject =>
  Object.fromEntries(
    examples.map(({ place, value }): [string, Json] => [
      exampleName(file, place),
      { value, 'x-page': file, 'x-place': place },
    ]),
  )
