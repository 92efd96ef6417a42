import type { OpenAPIV3_1 } from 'openapi-types'
import { isObject, type Json, type JsonObject, present } from '../../contracts/check/json.ts'
import { componentName, exampleName } from '../text/names.ts'
import type { PageProblem } from '../text/page.ts'
import { answerSchema, type ResponseField, schemaOfExamples } from './answer-schema.ts'
import { objectSchema, type Parameter } from './kie-parameters.ts'

/** A JSON example on a page. */
export interface Example {
  readonly place: string
  readonly value: Json
}

export interface Call {
  readonly method: 'get' | 'post'
  readonly server: string
  readonly path: string
  readonly requestExamples: readonly Example[]
  readonly responseExamples: readonly Example[]
  readonly responseFields: readonly ResponseField[]
}

/** What a Kie page says, whichever way it is written. */
export interface KiePage {
  readonly file: string
  readonly title: string
  readonly description: string
  readonly model: string
  readonly create: Call
  readonly query?: Call | undefined
  readonly root: readonly Parameter[]
  readonly input: readonly Parameter[]
  readonly callbackExamples: readonly Example[]
  readonly statusCodes: readonly { readonly code: string; readonly description: string }[]
}

/** The page as OpenAPI 3.1: only what it states, nothing that we know besides. */
export const kieDocument = (page: KiePage, report: (problem: PageProblem) => void): OpenAPIV3_1.Document => {
  const name = componentName(page.model)
  const paths: JsonObject = { [page.create.path]: { post: createOperation(page, name) } }
  const schemas: JsonObject = {
    [`${name}Request`]: requestSchema(page, name, report),
    [`${name}Input`]: objectSchema(page.input, report),
    CreateTaskResponse: schemaOfAnswer(page.create),
  }
  if (page.callbackExamples.length > 0)
    schemas.TaskCallback = schemaOfExamples(page.callbackExamples.map((e) => e.value))
  if (page.query) {
    const record = schemaOfAnswer(page.query)
    const data = isObject(record.properties) ? record.properties.data : undefined
    if (isObject(data) && isObject(record.properties)) {
      schemas.TaskRecord = data
      record.properties.data = { $ref: '#/components/schemas/TaskRecord' }
    }
    schemas.RecordInfoResponse = record
    paths[page.query.path] = { get: queryOperation(page, page.query) }
  }
  const document: JsonObject = {
    openapi: '3.1.0',
    info: { title: page.title, description: page.description, version: '1.0.0' },
    servers: [{ url: page.create.server }],
    security: [{ bearerAuth: [] }],
    paths,
    components: { schemas, securitySchemes: { bearerAuth: { type: 'http', scheme: 'bearer' } } },
  }
  return document as unknown as OpenAPIV3_1.Document
}

const requestSchema = (page: KiePage, name: string, report: (problem: PageProblem) => void): JsonObject => {
  const schema = objectSchema(page.root, report)
  const properties = isObject(schema.properties) ? schema.properties : {}
  const description = isObject(properties.model) ? properties.model.description : undefined
  return {
    ...schema,
    properties: {
      ...properties,
      model: present({ type: 'string', const: page.model, description }),
      input: { $ref: `#/components/schemas/${name}Input` },
    },
  }
}

const createOperation = (page: KiePage, name: string): JsonObject =>
  present({
    operationId: page.create.path.split('/').at(-1) ?? 'create',
    requestBody: {
      required: true,
      content: json(
        { oneOf: [{ $ref: `#/components/schemas/${name}Request` }] },
        page.file,
        page.create.requestExamples,
      ),
    },
    responses: responses(page, page.create, 'CreateTaskResponse'),
    callbacks: page.callbackExamples.length > 0 ? callbacks(page) : undefined,
  })

const queryOperation = (page: KiePage, query: Call): JsonObject => ({
  operationId: query.path.split('/').at(-1) ?? 'query',
  parameters: [{ name: 'taskId', in: 'query', required: true, schema: { type: 'string' } }],
  responses: responses(page, query, 'RecordInfoResponse'),
})

const callbacks = (page: KiePage): JsonObject => ({
  taskEnded: {
    '{$request.body#/callBackUrl}': {
      post: {
        requestBody: {
          required: true,
          content: json({ $ref: '#/components/schemas/TaskCallback' }, page.file, page.callbackExamples),
        },
        responses: { '200': { description: 'The callback was received' } },
      },
    },
  },
})

const responses = (page: KiePage, call: Call, component: string): JsonObject => {
  const success = page.statusCodes.find(({ code }) => code === '200')
  const result: JsonObject = {
    '200': {
      description: success?.description ?? 'Success',
      content: json({ $ref: `#/components/schemas/${component}` }, page.file, call.responseExamples),
    },
  }
  for (const { code, description } of page.statusCodes) if (code !== '200') result[code] = { description }
  return result
}

const json = (schema: JsonObject, file: string, examples: readonly Example[]): JsonObject => ({
  'application/json': present({ schema, examples: examples.length > 0 ? named(file, examples) : undefined }),
})

const named = (file: string, examples: readonly Example[]): JsonObject =>
  Object.fromEntries(
    examples.map(({ place, value }) => [
      exampleName(file, place),
      { value, 'x-page': file, 'x-place': place } satisfies JsonObject,
    ]),
  )

const schemaOfAnswer = (call: Call): JsonObject =>
  answerSchema(
    call.responseExamples.map(({ value }) => value),
    call.responseFields,
  )
