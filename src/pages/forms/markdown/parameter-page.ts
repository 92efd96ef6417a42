import { arrayAt, isObject, type JsonObject, objectAt } from '../../../contracts/check/json.ts'
import { type CreateCall, callsMentioned, createCallAt } from '../../calls.ts'
import { type ImportedPage, PageRefusal, type Report, reporter } from '../../imported-page.ts'
import { callbackIn, isBodyOf } from '../../imported-request.ts'
import { outputOf } from '../../output.ts'
import { type Envelope, envelopeOf, requireHolder } from '../../providers/envelope.ts'
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
import type { Parameter } from './parameter.ts'
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
  if (bodies.length === 0 && !found.some(({ parameter }) => parameter.facts.has('type')))
    throw new PageRefusal(
      `${page.file} lists fields for POST ${call.path}, but gives none of them a type and shows no body: there is nothing to check a request by.`,
    )
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
  const envelope = envelopeOf(call.provider)
  const raw = rawRequest(found, envelope, models, report)
  if (!raw) return undefined
  const examples = bodies.filter((body) => isBodyOf(body, models))
  if (examples[0]) compareExample(examples[0], objectAt(raw, 'properties'), envelope, report)
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
  const described = requireHolder(read, envelope, report)
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

/** The body's schema: its model and, where the provider has one, everything else inside the holder. */
const rawRequest = (
  found: readonly Found[],
  envelope: Envelope,
  models: readonly string[],
  report: Report,
): JsonObject | undefined => {
  const root = bodyOf(found, envelope, report)
  const fields =
    envelope.holder === undefined
      ? root.filter((each) => !isBeside(each, envelope))
      : (named(root, envelope.holder)?.children ?? [])
  return fields.length === 0 ? undefined : withModel(rawObject(root, report), models)
}

const named = (parameters: readonly Parameter[], name: string): Parameter | undefined =>
  parameters.find((each) => each.name === name)

/** Whether a field is beside the model at this provider, wherever a page lists it. */
const isBeside = ({ name }: Parameter, { root }: Envelope): boolean => root.includes(name.toLowerCase())

/** The parameters as the body has them: beside the model, or inside the holder. */
const bodyOf = (found: readonly Found[], envelope: Envelope, report: Report): readonly Parameter[] => {
  const isRoot = rootTest(found, envelope, report)
  const at = (isHere: (each: Found) => boolean): Parameter[] =>
    grown(
      found.filter(isHere).map(({ parameter }) => parameter),
      report,
    )
  const [root, held] = [at(isRoot), at((each) => !isRoot(each))]
  const [first] = held
  const holder = envelope.holder === undefined ? undefined : named(root, envelope.holder)
  if (holder) holder.children.push(...held)
  else if (first && envelope.holder !== undefined)
    root.push({
      name: envelope.holder,
      place: first.place,
      facts: marksIn('object, required'),
      children: held,
    })
  return root
}

/** A page may list the fields of the holder beside the model, and leave it to its example that they go inside. */
const rootTest = (
  found: readonly Found[],
  envelope: Envelope,
  report: Report,
): ((each: Found) => boolean) => {
  const { holder } = envelope
  if (holder === undefined) return () => true
  const hasHolder = found.some(({ parameter, owner }) => owner === 'input' || parameter.name === holder)
  const hasModel = found.some(({ parameter, owner }) => parameter.name === 'model' && owner !== 'input')
  if (!hasHolder && found.some(({ parameter, owner }) => owner === 'root' && !isBeside(parameter, envelope)))
    report('note', holder, `no ${holder} is described; what is beside the model is taken as its fields`)
  return ({ parameter, owner }) => {
    if (parameter.name === 'model' && !hasModel) return true
    if (owner === 'root' || /^callbackurl$/i.test(parameter.name))
      return hasHolder || isBeside(parameter, envelope)
    return owner === 'unsure' && isBeside(parameter, envelope)
  }
}

/** A page that lists only what goes into the holder still sends a model. */
const withModel = (raw: JsonObject, models: readonly string[]): JsonObject => {
  const { model, ...others } = objectAt(raw, 'properties')
  const { default: _default, example: _example, pattern: _pattern, ...facts } = isObject(model) ? model : {}
  return {
    ...raw,
    properties: { model: { ...facts, type: 'string', enum: [...models] }, ...others },
    required: [...new Set(['model', ...arrayAt(raw, 'required')])],
  }
}

const compareExample = (
  body: JsonObject,
  properties: JsonObject,
  { holder }: Envelope,
  report: Report,
): void => {
  const described = holder === undefined ? properties : objectAt(properties, holder, 'properties')
  const sent = holder === undefined ? body : objectAt(body, holder)
  for (const name of Object.keys(sent))
    if (!Object.hasOwn(described, name) && name !== 'model')
      report('note', name, 'the example sends it, but the page does not describe it')
}
