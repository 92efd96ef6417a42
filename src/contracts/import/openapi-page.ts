import { at, isObject, type Json, type JsonObject, objectAt, textAt } from '../pages/json.ts'
import { PageError, type PageProblem } from '../pages/page.ts'
import { bodiesInText } from './bodies.ts'
import { type CreateCall, createCallAt } from './calls.ts'
import { breachOf } from './check/body-check.ts'
import type { ImportedPage, OutputType, Report } from './imported-page.ts'
import { outputOf } from './output.ts'
import { inside, readSchema, valueAt } from './schema/read-schema.ts'
import type { Budget } from './schema/schema-reader.ts'

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
    return call && (call.provider === 'kie' || makesTask(document, operation))
      ? [pageOf(document, operation, call, server === undefined, { origin, budget })]
      : []
  })
}

/** Other APIs have paths like these, and answer with the result itself: a create's answer has an id, or a state. */
const makesTask = (document: JsonObject, operation: JsonObject): boolean => {
  const answers = Object.entries(objectAt(operation, 'responses'))
    .filter(([status]) => /^2/.test(status))
    .flatMap(([, answer]) => Object.values(objectAt(resolved(document, answer), 'content')))
  const seen = new Set<JsonObject>()
  const names = answers.flatMap((media) => fieldsIn(document, at(media, 'schema'), seen))
  return (
    names.length === 0 ||
    names.some((name) => /^(?:id|task_?id|task_?info|record_?id|status|state)$/i.test(name))
  )
}

/** The fields of an answer, those of the objects in it too. */
const fieldsIn = (
  document: JsonObject,
  written: Json | undefined,
  seen: Set<JsonObject>,
): readonly string[] => {
  const schema = resolved(document, written)
  if (!isObject(schema) || seen.has(schema) || seen.size > 2_000) return []
  seen.add(schema)
  const properties = objectAt(schema, 'properties')
  const parts = ['allOf', 'oneOf', 'anyOf'].flatMap((key) => (Array.isArray(schema[key]) ? schema[key] : []))
  return [
    ...Object.keys(properties),
    ...[...Object.values(properties), ...parts].flatMap((part) => fieldsIn(document, part, seen)),
  ]
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
  const problems: PageProblem[] = [...origin.problems]
  const report: Report = (severity, where, message) => {
    if (problems.length < 200) problems.push({ severity, place: where, message })
  }
  if (isHomeless) report('note', place, `no server is named; taken as ${call.baseUrl}`)
  const media = mediaOf(document, operation)
  if (media.schema === undefined) throw new PageError(file, place, `a JSON request body of POST ${call.path}`)
  if (!isObject(operation.responses))
    report('warning', `POST ${call.path}`, 'no answers are described: the page may be cut off')
  if (!media.isJson) report('warning', 'request body', 'it is not described as JSON; taken as JSON')
  const request = readSchema(media.schema, 'request body', { file, document, report, budget })
  const bodies = [...bodiesOf(document, media, report), ...rootExamples(request), ...origin.bodies]
  const models = modelsIn(request, bodies, report)
  if (models.length === 0)
    throw new PageError(file, place, `a model: POST ${call.path} is described, but not which model it is for`)
  const examples = unique(bodies.filter((body) => isBodyOf(body, models)))
  const codes = codesOf(document, operation)
  reportGaps(request, examples, report)
  const written = objectAt(document, 'x-stuntdouble')
  return {
    file,
    origin: textAt(written, 'page'),
    title,
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

const resolved = (document: JsonObject, value: Json | undefined): Json | undefined => {
  const reference = textAt(value, '$ref')
  return reference === undefined ? value : valueAt(document, reference)
}

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

/** Whether an example is a body of these models: it names one of them, or none. */
export const isBodyOf = (body: JsonObject, models: readonly string[]): boolean =>
  Object.keys(body).length > 0 &&
  (typeof body.model === 'string' ? models.includes(body.model) : isObject(body.input) || 'prompt' in body)

/** An example that does not keep to what the page says: one of them is wrong. */
export const reportGaps = (request: JsonObject, examples: readonly JsonObject[], report: Report): void => {
  for (const body of examples) {
    const breach = breachOf(request, body)
    if (breach === undefined) continue
    const place = breach.path.reduce<string>(
      (path, step) => (typeof step === 'number' ? `${path}[]` : inside(path, step)),
      '',
    )
    const isMissing = breach.kind === 'missing-field'
    report(
      'warning',
      place || 'example',
      isMissing ? 'marked as required, but an example leaves it out' : `in an example it ${breach.says}`,
    )
  }
}

/** The models a request schema is for, or its examples show. */
export const modelsIn = (
  request: JsonObject,
  bodies: readonly JsonObject[],
  report: Report,
): readonly string[] => {
  const choices = [request.oneOf, request.anyOf].flatMap((list) => (Array.isArray(list) ? list : []))
  const fixed = [request, ...choices].flatMap((schema) => namesIn(at(schema, 'properties', 'model')))
  if (fixed.length > 0) return [...new Set(fixed)]
  const model = objectAt(request, 'properties', 'model')
  const shown = [
    model.default,
    ...(Array.isArray(model.examples) ? model.examples : []),
    ...bodies.map((body) => body.model),
    ...[...(textAt(model, 'description') ?? '').matchAll(/[`"“]([\w.-]+(?:\/[\w.-]+)*)[`"”]/g)].map(
      ([, name]) => name,
    ),
  ].flatMap((value) => (typeof value === 'string' && value.trim() !== '' ? [value.trim()] : []))
  const [first] = shown
  if (first === undefined) return []
  const models = [...new Set(shown)].filter((name) => name === first || /[-/\d]/.test(name))
  report('note', 'model', `the model's name is only shown, not fixed; taken as ${models.join(', ')}`)
  return models
}

/** The names that a schema fixes, itself or in one of its choices. */
const namesIn = (model: Json | undefined): readonly string[] => {
  const choices = [at(model ?? null, 'oneOf'), at(model ?? null, 'anyOf')].flatMap((list) =>
    Array.isArray(list) ? list : [],
  )
  return [model ?? null, ...choices].flatMap((schema) => {
    const values = [
      at(schema, 'const'),
      ...(isObject(schema) && Array.isArray(schema.enum) ? schema.enum : []),
    ]
    return values.filter((value) => typeof value === 'string')
  })
}

export const callbackIn = (request: JsonObject): string | null => {
  const choices = [request.oneOf, request.anyOf].flatMap((list) => (Array.isArray(list) ? list : []))
  const names = [request, ...choices].flatMap((schema) => Object.keys(objectAt(schema, 'properties')))
  return (
    names.find((name) => /^(call_?back|webhook|notify|notification)_?-?(url|uri|address)?$/i.test(name)) ??
    null
  )
}

/** The statuses of its answers, and the codes its answer's `code` can be. */
const codesOf = (document: JsonObject, operation: JsonObject): readonly number[] => {
  const responses = objectAt(operation, 'responses')
  const seen = new Set<JsonObject>()
  // `'404 Not Found'`, `'401/403'`
  const statuses = Object.keys(responses).flatMap((status) =>
    (status.match(/(?<!\d)\d{3}(?!\d)/g) ?? []).map(Number),
  )
  const codes = Object.values(responses).flatMap((answer) =>
    Object.values(objectAt(resolved(document, answer), 'content')).flatMap((media) =>
      codesIn(document, at(media, 'schema'), seen),
    ),
  )
  const all = [...statuses, ...codes].filter((code) => Number.isInteger(code) && code >= 100 && code < 600)
  return [...new Set(all)].sort((left, right) => left - right)
}

const codesIn = (
  document: JsonObject,
  written: Json | undefined,
  seen: Set<JsonObject>,
): readonly number[] => {
  const schema = resolved(document, written)
  if (!isObject(schema) || seen.has(schema) || seen.size > 2_000) return []
  seen.add(schema)
  const code = resolved(document, objectAt(schema, 'properties').code)
  const values = isObject(code) && Array.isArray(code.enum) ? code.enum.map(Number) : []
  const prose = [
    ...(textAt(code, 'description') ?? '').matchAll(/^[ \t]{0,20}[-*|][ \t]*[*`]{0,3}(\d{3})\b/gm),
  ].map(([, digits]) => Number(digits))
  const parts = ['allOf', 'oneOf', 'anyOf'].flatMap((key) => (Array.isArray(schema[key]) ? schema[key] : []))
  return [...values, ...prose, ...parts.flatMap((part) => codesIn(document, part, seen))]
}
