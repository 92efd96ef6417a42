import { at, isObject, type Json, type JsonObject, objectAt, textAt } from '../../contracts/check/json.ts'
import { type CreateCall, createCallAt } from '../calls.ts'
import { type ImportedPage, type OutputType, type Report, reporter } from '../imported-page.ts'
import { callbackIn, isBodyOf, modelsIn } from '../imported-request.ts'
import { outputOf } from '../output.ts'
import { envelopeOf, requireHolder } from '../providers/envelope.ts'
import { withExamplesKept } from '../schema/give-way.ts'
import { readSchema } from '../schema/read-schema.ts'
import type { Budget } from '../schema/schema-reader.ts'
import { bodiesInText } from '../text/bodies.ts'
import { PageError, type PageProblem } from '../text/page.ts'
import { codesOf, makesTask, resolved } from './openapi-answers.ts'

/** Where a document comes from. */
export interface Origin {
  readonly file: string
  readonly title: string
  /** The line its block begins on, or the like. */
  readonly place: string
  readonly problems: readonly PageProblem[]
  /** Bodies that the page shows outside the document. */
  readonly bodies: readonly JsonObject[]
}

export const isOpenApiDocument = (value: Json | undefined): value is JsonObject =>
  isObject(value) && isObject(value.paths) && (value.openapi !== undefined || value.swagger === undefined)

/** Every create call of an OpenAPI document. */
export const readOpenApiPage = (document: JsonObject, origin: Origin): readonly ImportedPage[] => {
  const budget: Budget = { nodes: 0, parts: 0 }
  return Object.entries(objectAt(document, 'paths')).flatMap(([path, written]) => {
    const item = resolved(document, written) ?? null
    const operation = at(item, 'post')
    if (!isObject(operation)) return []
    const server = serverOf(operation) ?? serverOf(item) ?? serverOf(document)
    const call = createCallAt(server, path.trim())
    return call && (envelopeOf(call.provider).alwaysMakesTask || makesTask(document, operation))
      ? [pageOf(document, operation, call, server === undefined, { origin, budget })]
      : []
  })
}

/** The calls a document describes, as `GET /v1/tasks/{task_id}`. */
export const callsOf = (document: JsonObject): readonly string[] =>
  Object.entries(objectAt(document, 'paths')).flatMap(([path, item]) =>
    Object.keys(objectAt(resolved(document, item)))
      .filter((key) => /^(get|put|post|delete|patch)$/i.test(key))
      .map((method) => `${method.toUpperCase()} ${path}`),
  )

const serverOf = (owner: Json): string | undefined => {
  const servers = at(owner, 'servers')
  const urls = (Array.isArray(servers) ? servers : []).flatMap((server) => {
    const variables = objectAt(server, 'variables')
    return textAt(server, 'url')?.replaceAll(/\{([^{}]+)\}/g, (whole, name: string) => {
      const value = at(variables[name], 'default')
      return typeof value === 'string' ? value : whole
    })
  })
  return urls.map((url) => url?.trim() ?? '').find((url) => /^https?:\/\/[^{]+$/.test(url))
}

const pageOf = (
  document: JsonObject,
  operation: JsonObject,
  call: CreateCall,
  isHomeless: boolean,
  { origin, budget }: { readonly origin: Origin; readonly budget: Budget },
): ImportedPage => {
  const { file, title, place } = origin
  const written = objectAt(document, 'x-stuntdouble')
  const { problems, report } = reporter(origin.problems)
  if (isHomeless) report('note', place, `no server is named; taken as ${call.baseUrl}`)
  const media = mediaOf(document, operation)
  if (media.schema === undefined) throw new PageError(file, place, `a JSON request body of POST ${call.path}`)
  if (!isObject(operation.responses))
    report('warning', `POST ${call.path}`, 'no answers are described: the page may be cut off')
  if (!media.isJson) report('warning', 'request body', 'it is not described as JSON; taken as JSON')
  const read = readSchema(media.schema, 'request body', { file, document, report, budget })
  const described = requireHolder(read, envelopeOf(call.provider), report)
  const bodies = [...bodiesOf(document, media, report), ...rootExamples(described), ...origin.bodies]
  const models = modelsIn(described, bodies, report)
  if (models.length === 0)
    throw new PageError(file, place, `a model: POST ${call.path} is described, but not which model it is for`)
  const examples = unique(bodies.filter((body) => isBodyOf(body, models)))
  const codes = codesOf(document, operation)
  const request = withExamplesKept(described, examples, report)
  return {
    file,
    origin: textAt(written, 'page'),
    title: (written.page === undefined ? undefined : textAt(document, 'info', 'title')) ?? title,
    provider: call.provider,
    models,
    method: 'POST',
    path: call.path,
    baseUrl: call.baseUrl,
    request,
    examples,
    callbackParam: callbackIn(request),
    documentedCodes: codes,
    problems,
    output:
      writtenOutput(written) ??
      call.output ??
      outputOf(
        models[0] ?? '',
        `${title}\n${textAt(operation, 'summary') ?? ''}`,
        request,
        JSON.stringify(operation).slice(0, 20_000),
        tagsOf(operation),
      ),
  }
}

/** Where a page is filed: `Video Models`, `docs/en/Market/Image Models/…`. */
const tagsOf = (operation: JsonObject): string =>
  [
    ...(Array.isArray(operation.tags) ? operation.tags : []),
    operation['x-apidog-folder'] ?? '',
    operation['x-apifox-folder'] ?? '',
  ]
    .map((tag) => String(tag))
    .join('\n')

const writtenOutput = (written: JsonObject): OutputType | undefined =>
  (['video', 'image', 'audio', 'text'] as const).find((output) => output === written.output)

const mediaOf = (document: JsonObject, operation: JsonObject): JsonObject => {
  const body = resolved(document, operation.requestBody)
  const contents = Object.entries(objectAt(body, 'content'))
  const found = contents.find(([type]) => /json/i.test(type)) ?? contents[0]
  return {
    ...(found && isObject(found[1]) ? found[1] : {}),
    isJson: found === undefined || /json/i.test(found[0]),
  }
}

const bodiesOf = (document: JsonObject, media: JsonObject, report: Report): readonly JsonObject[] => {
  const named = objectAt(media, 'examples')
  const listed = Array.isArray(media.examples) ? media.examples : Object.values(named)
  const all = [
    media.example,
    ...listed.map((example) => {
      const found = resolved(document, example)
      return isObject(found) && 'value' in found ? found.value : found
    }),
  ]
  return all.map((value) => parsed(value, report)).filter(isObject)
}

/** An example may be a text with the JSON in it. */
const parsed = (value: Json | undefined, report: Report): Json | undefined =>
  typeof value === 'string' && value.trim().startsWith('{')
    ? bodiesInText(value, 1, (_line, message) => report('warning', 'example', message))[0]
    : value

const rootExamples = (request: JsonObject): readonly JsonObject[] =>
  (Array.isArray(request.examples) ? request.examples : []).filter(isObject)

const unique = (bodies: readonly JsonObject[]): readonly JsonObject[] => [
  ...new Map(bodies.map((body) => [JSON.stringify(body), body])).values(),
]
