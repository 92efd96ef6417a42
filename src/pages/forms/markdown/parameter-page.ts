import { isObject, type JsonObject, objectAt } from '../../../contracts/check/json.ts'
import { type CreateCall, callsMentioned, createCallAt } from '../../calls.ts'
import { type ImportedPage, type Report, reporter } from '../../imported-page.ts'
import { callbackIn, isBodyOf } from '../../imported-request.ts'
import { outputOf } from '../../output.ts'
import { envelopeOf, requireHolder } from '../../providers/envelope.ts'
import { withExamplesKept } from '../../schema/give-way.ts'
import { readSchema } from '../../schema/read-schema.ts'
import { plain } from '../../text/blocks.ts'
import { bodiesIn } from '../../text/bodies.ts'
import type { Section } from '../../text/outline.ts'
import { PageError, type PageProblem, type PageText } from '../../text/page.ts'
import { marksIn } from '../../wording/marks.ts'
import { codesOf } from './codes.ts'
import { type Found, parametersOf } from './find-parameters.ts'
import { grown } from './grow.ts'
import { modelsOf } from './model-names.ts'
import { rawObject } from './parameter-schema.ts'

/**
 * Reads a page that describes its parameters in Markdown: headings with bullets, tables, lists, or all of them. What a
 * section is about is judged by its words, not by its place. Undefined when the page describes no create call.
 */
export const readParameterPage = (page: PageText, outline: readonly Section[]): ImportedPage | undefined => {
  const call = createCallOf(page)
  if (!call) return undefined
  const { problems, report } = reporter()
  const found = parametersOf(page, outline, report)
  if (found.length === 0) return undefined
  const bodies = bodiesIn(outline, (line, message) => report('warning', `line ${line}`, message))
  const models = modelsOf(outline, found, bodies, report)
  reportCut(page, outline, bodies, report)
  return pageOf(page, outline, call, { found, bodies, models }, { report, problems })
}

/** Whether the page stops in the middle: within a code block, or with its parameters. */
const reportCut = (
  page: PageText,
  outline: readonly Section[],
  bodies: readonly JsonObject[],
  report: Report,
): void => {
  const end = `line ${page.lines.length}`
  if (outline.some(({ fences }) => fences.some(({ isClosed }) => !isClosed)))
    report('error', end, 'the code block never ends: the page may be cut off')
  else if (bodies.length === 0)
    report('note', end, 'no example of a request; if the page should have one, it is cut off')
}

export const createCallOf = (page: PageText): CreateCall | undefined => {
  const calls = callsMentioned(page.lines.join('\n').slice(0, 1_000_000)).flatMap(({ method, url }) => {
    const call = method === 'GET' ? undefined : createCallAt(undefined, url)
    return call ? [{ call, isFull: /^http/i.test(url) }] : []
  })
  return (calls.find(({ isFull }) => isFull) ?? calls[0])?.call
}

interface Read {
  readonly found: readonly Found[]
  readonly bodies: readonly JsonObject[]
  readonly models: readonly string[]
}

export const pageOf = (
  page: PageText,
  outline: readonly Section[],
  call: CreateCall,
  { found, bodies, models }: Read,
  { report, problems }: { readonly report: Report; readonly problems: readonly PageProblem[] },
): ImportedPage | undefined => {
  const { file } = page
  const raw = rawRequest(found, call, bodies, models, report)
  if (!raw) return undefined
  if (models.length === 0)
    throw new PageError(
      file,
      `line ${page.lines.length}`,
      `a model: POST ${call.path} is described, but not which model it is for`,
    )
  const read = readSchema(raw, 'request body', {
    file,
    document: {},
    report,
    budget: { nodes: 0, parts: 0 },
  })
  const title = plain(
    outline.find((section) => section.depth > 0 && section.title !== '')?.title ?? models[0] ?? file,
  )
  const text = page.lines.join('\n').slice(0, 200_000)
  const examples = bodies.filter((body) => isBodyOf(body, models))
  const described = requireHolder(read, envelopeOf(call.provider), report)
  const request = withExamplesKept(described, examples, report)
  return {
    file,
    title,
    provider: call.provider,
    models,
    method: 'POST',
    path: call.path,
    baseUrl: call.baseUrl,
    request,
    examples,
    callbackParam: callbackIn(request),
    documentedCodes: codesOf(outline),
    problems,
    output: call.output ?? outputOf(models[0] ?? '', title, request, text),
  }
}

/** The body's schema: model, callback address and, at Kie, everything else inside `input`. */
const rawRequest = (
  found: readonly Found[],
  call: CreateCall,
  bodies: readonly JsonObject[],
  models: readonly string[],
  report: Report,
): JsonObject | undefined => {
  const { holder, root: beside } = envelopeOf(call.provider)
  const isFlat = holder === undefined
  const envelope = new Set(beside)
  const isEnvelope = ({ parameter: { name } }: Found): boolean => envelope.has(name.toLowerCase())
  // A page may list the fields of the input beside the model, and leave it to its example that they go inside.
  const hasInput = found.some(({ parameter, owner }) => owner === 'input' || parameter.name === 'input')
  const hasModel = found.some((each) => each.parameter.name === 'model' && each.owner !== 'input')
  if (!isFlat && !hasInput && found.some((each) => each.owner === 'root' && !isEnvelope(each)))
    report('note', 'input', 'no input is described; what is beside the model is taken as its fields')
  const isRoot = (each: Found): boolean => {
    if (isFlat || (each.parameter.name === 'model' && !hasModel)) return true
    if (each.owner === 'root' || /^callbackurl$/i.test(each.parameter.name))
      return hasInput || isEnvelope(each)
    return each.owner === 'unsure' && isEnvelope(each)
  }
  const root = grown(
    found.filter(isRoot).map(({ parameter }) => parameter),
    report,
  )
  const input = grown(
    found.filter((each) => !isRoot(each)).map(({ parameter }) => parameter),
    report,
  )
  const own = root.find(({ name }) => name === 'input')
  if (own) own.children.push(...input)
  else if (input.length > 0)
    root.push({
      name: 'input',
      place: input[0]?.place ?? '',
      facts: marksIn('object, required'),
      children: input,
    })
  const fields = isFlat
    ? root.filter(({ name }) => !envelope.has(name.toLowerCase()))
    : (root.find(({ name }) => name === 'input')?.children ?? [])
  if (fields.length === 0) return undefined
  const raw = rawObject(root, report)
  const properties = objectAt(raw, 'properties')
  const shown = bodies.find((body) => isBodyOf(body, models))
  const model = isObject(properties.model) ? properties.model : { type: 'string' }
  const { default: _default, example: _example, pattern: _pattern, ...facts } = model
  raw.properties = {
    model: { ...facts, type: 'string', enum: [...models] },
    ...withoutKey(properties, 'model'),
  }
  const required = Array.isArray(raw.required) ? raw.required : []
  // A page that lists only what goes into the input still sends a model.
  raw.required = [...new Set(['model', ...required])]
  if (shown) compareExample(shown, properties, call, report)
  return raw
}

const withoutKey = (object: JsonObject, key: string): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([name]) => name !== key))

const compareExample = (body: JsonObject, properties: JsonObject, call: CreateCall, report: Report): void => {
  const { holder } = envelopeOf(call.provider)
  const described = holder === undefined ? properties : objectAt(properties, holder, 'properties')
  const sent = holder === undefined ? body : objectAt(body, holder)
  for (const name of Object.keys(sent))
    if (!Object.hasOwn(described, name) && name !== 'model')
      report('note', name, 'the example sends it, but the page does not describe it')
}
