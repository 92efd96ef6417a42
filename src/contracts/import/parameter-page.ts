import { isObject, type JsonObject, objectAt } from '../pages/json.ts'
import type { Section } from '../pages/outline.ts'
import { PageError, type PageProblem, type PageText } from '../pages/page.ts'
import { bulletsOf, labelled, plain, type Table, tablesOf } from './blocks.ts'
import { bodiesIn } from './bodies.ts'
import { type CreateCall, callsMentioned, createCallAt } from './calls.ts'
import {
  addBullets,
  addText,
  type FactName,
  factName,
  marksIn,
  optionsIn,
  type Parameter,
  parameterIn,
} from './facts.ts'
import type { ImportedPage, Report } from './imported-page.ts'
import { callbackIn, isBodyOf, reportGaps } from './openapi-page.ts'
import { outputOf } from './output.ts'
import { rawObject } from './parameter-schema.ts'
import { placeIn } from './place.ts'
import { readSchema } from './schema.ts'
import { withoutQuotes } from './values.ts'

/**
 * Reads a page that describes its parameters in Markdown: headings with bullets, tables, lists, or all of them. What a
 * section is about is judged by its words, not by its place. Undefined when the page describes no create call.
 */
export const readParameterPage = (page: PageText, outline: readonly Section[]): ImportedPage | undefined => {
  const call = createCallOf(page)
  if (!call) return undefined
  const problems: PageProblem[] = []
  const report: Report = (severity, place, message) => {
    if (problems.length < 200) problems.push({ severity, place, message })
  }
  const found = parametersOf(outline, report)
  if (found.length === 0) return undefined
  const bodies = bodiesIn(outline, (line, message) => report('warning', `line ${line}`, message))
  const models = modelsOf(outline, found, bodies, report)
  return pageOf(page, outline, call, { found, bodies, models }, { report, problems })
}

export const createCallOf = (page: PageText): CreateCall | undefined => {
  const calls = callsMentioned(page.lines.join('\n').slice(0, 1_000_000)).flatMap(({ method, url }) => {
    const call = method === 'GET' ? undefined : createCallAt(undefined, url)
    return call ? [{ call, isFull: /^http/i.test(url) }] : []
  })
  return (calls.find(({ isFull }) => isFull) ?? calls[0])?.call
}

/** A parameter and the object of the request it belongs to. */
export interface Found {
  readonly parameter: Parameter
  readonly owner: 'root' | 'input' | 'unsure'
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
  const request = readSchema(raw, 'request body', { file, document: {}, report, nodes: 0 })
  const title = plain(
    outline.find((section) => section.depth > 0 && section.title !== '')?.title ?? models[0] ?? file,
  )
  const text = page.lines.join('\n').slice(0, 200_000)
  const examples = bodies.filter((body) => isBodyOf(body, models))
  reportGaps(request, examples, report)
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
  const isFlat = call.provider !== 'kie'
  const envelope = new Set([
    'model',
    'input',
    'callbackurl',
    'callback_url',
    'webhook_url',
    'progresscallbackurl',
  ])
  const isRoot = ({ parameter, owner }: Found): boolean =>
    isFlat || owner === 'root' || (owner === 'unsure' && envelope.has(parameter.name.toLowerCase()))
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
  const described = call.provider === 'kie' ? objectAt(properties, 'input', 'properties') : properties
  const sent = call.provider === 'kie' ? objectAt(body, 'input') : body
  for (const name of Object.keys(sent))
    if (!Object.hasOwn(described, name) && name !== 'model')
      report('note', name, 'the example sends it, but the page does not describe it')
}

/** Parameters with a path for a name (`shots[].prompt`, `input.camera.zoom`) put where it leads. */
const grown = (parameters: readonly Parameter[], report: Report): Parameter[] => {
  const top: Parameter[] = []
  for (const parameter of parameters) {
    const steps = parameter.name
      .split('.')
      .flatMap((step) => (step.endsWith('[]') && step !== '[]' ? [step.slice(0, -2), '[]'] : [step]))
    let list = top
    let above: Parameter | undefined
    for (const [index, step] of steps.entries()) {
      const isLast = index === steps.length - 1
      const known = list.find(({ name }) => name === step)
      if (known && isLast) {
        merge(known, parameter, report)
        break
      }
      const next: Parameter = known ?? {
        name: step,
        place: parameter.place,
        facts: isLast ? parameter.facts : new Map(),
        children: isLast ? grown(parameter.children, report) : [],
      }
      if (!known) list.push(next)
      above = next
      list = next.children
    }
    void above
  }
  return top
}

/** Two descriptions of one parameter: a row of a table and a heading, say. The first counts, the second fills gaps. */
const merge = (known: Parameter, other: Parameter, report: Report): void => {
  const [first, second] = [known.facts.get('required')?.text, other.facts.get('required')?.text]
  if (
    first !== undefined &&
    second !== undefined &&
    plain(first).toLowerCase() !== plain(second).toLowerCase() &&
    isYes(first) !== isYes(second)
  )
    report(
      'warning',
      other.place,
      `${known.name} is required in one place and optional in another; taken as ${isYes(first) ? 'required' : 'optional'}`,
    )
  for (const [name, fact] of other.facts) if (!known.facts.has(name)) known.facts.set(name, fact)
  known.children.push(
    ...other.children.filter((child) => !known.children.some(({ name }) => name === child.name)),
  )
}

const isYes = (text: string): boolean => /^(yes|true|required|✓|✔|✅|是)/i.test(plain(text))

const answers =
  /\b(responses?|query|queries|task status|errors?|status codes?|error codes?|results?|usage|callbacks?|webhooks?|authentication|changelog|pricing|faq)\b/i
const isName = (title: string): boolean => /^`?[a-z_][\w-]*(?:\[\])?(?:\.[\w[\]-]+)*`?$/.test(title)

/** Whether a section tells of something else than the request. */
const isElsewhere = (section: Section): boolean =>
  [...section.above, section.title].some(
    (title) =>
      answers.test(plain(title)) &&
      !isName(plain(title)) &&
      !/\brequest\b|\binput\b|callback ?url/i.test(title),
  )

const parametersOf = (outline: readonly Section[], report: Report): readonly Found[] => {
  const found: Found[] = []
  /** The parameters whose headings the current section stands under. */
  const open: { readonly depth: number; readonly parameter: Parameter }[] = []
  for (const section of outline) {
    while (open.length > 0 && (open.at(-1)?.depth ?? 0) >= section.depth) open.pop()
    if (section.depth === 0 && section.prose.trim() === '') continue
    if (isElsewhere(section)) continue
    const parent = open.at(-1)?.parameter ?? mentionedIn(section, found)
    const add = (parameter: Parameter, owner: Found['owner']): void => {
      if (parent) parent.children.push(stripped(parameter, parent))
      else if (/^input\./.test(parameter.name))
        found.push({
          parameter: { ...parameter, name: parameter.name.slice('input.'.length) },
          owner: 'input',
        })
      else found.push({ parameter, owner: parameter.name === 'input' ? 'root' : owner })
    }
    const owner = ownerOf(section)
    const parameter = parameterOf(section, report)
    if (parameter) {
      add(parameter, owner)
      open.push({ depth: section.depth, parameter })
    }
    const into = parameter
      ? (child: Parameter): unknown => parameter.children.push(stripped(child, parameter))
      : (child: Parameter): unknown => add(child, owner)
    for (const table of section.prose.includes('|') ? tablesOf(section.prose) : [])
      for (const row of rowsOf(table, section, report)) into(row)
    if (!parameter && (isAbout(section) || parent))
      for (const bullet of bulletsOf(section.prose)) {
        const listed = parameterIn(bullet, placeIn(section), report)
        if (listed) into(listed)
      }
  }
  return found
}

const isAbout = (section: Section): boolean =>
  [...section.above, section.title].some((title) =>
    /param|input|field|propert|argument|request|body|option/i.test(title),
  )

const ownerOf = (section: Section): Found['owner'] => {
  const titles = [...section.above, section.title]
  if (titles.some((title) => /\binput\b/i.test(title) && !/^`?input_/.test(plain(title)))) return 'input'
  return titles.some((title) => /\broot\b|top.?level|request param|request body|common param/i.test(title))
    ? 'root'
    : 'unsure'
}

/** `camera.zoom` below the heading `camera` is its `zoom`. */
const stripped = (parameter: Parameter, parent: Parameter): Parameter => {
  const own = parent.name.replace(/\[\]$/, '')
  for (const prefix of [`input.${own}[].`, `input.${own}.`, `${own}[].`, `${own}.`])
    if (parameter.name.startsWith(prefix)) return { ...parameter, name: parameter.name.slice(prefix.length) }
  return parameter
}

/** "`elements` item fields": the parameter that a heading without facts of its own speaks of. */
const mentionedIn = (section: Section, found: readonly Found[]): Parameter | undefined => {
  if (!/item|propert|field|object|structure|element|param/i.test(section.title)) return undefined
  const words: readonly string[] = section.title.match(/[A-Za-z_][\w-]*/g) ?? []
  const fits = found.filter(
    ({ parameter }) =>
      words.includes(parameter.name) && parameter.name !== 'input' && parameter.name !== 'model',
  )
  return fits.find(({ parameter }) => /array|list|object/i.test(parameter.facts.get('type')?.text ?? ''))
    ?.parameter
}

/** A heading with facts below it is a parameter. */
const parameterOf = (section: Section, report: Report): Parameter | undefined => {
  if (section.depth === 0) return undefined
  const bullets = bulletsOf(section.prose)
  const facts = bullets.map(({ text }) => labelled(text)).map((fact) => fact && factName(fact.label))
  const isDescribed = facts.includes('type') || facts.includes('required')
  const title = section.title.replace(/^\d+(?:\.\d+)*[.)、]?\s+/, '')
  const [, name = ''] =
    /^(?:\*\*)?`?\s*([A-Za-z_][\w.[\]-]*(?: [a-z][\w]*)?)\s*`?(?:\*\*)?\s*(?:\*|[(（[:：–—-].*|\b(?:required|optional)\b.*|`.*)?$/.exec(
      title,
    ) ?? []
  const rest = name === '' ? '' : title.slice(title.indexOf(name) + name.length)
  const marks = marksIn(
    rest
      .replaceAll(/[()（）[\]`*:：–—]/g, ' ')
      .replace(/^\s*-\s/, '')
      .trim(),
  )
  // "`prompt` — string, required": all facts stand in the heading.
  if (!isDescribed && !(isName(name) && (marks.has('type') || marks.has('required')))) return undefined
  const place = placeIn(section)
  if (name === '') {
    report(
      'warning',
      place,
      title.trim() === ''
        ? 'a parameter without a name is left out'
        : `"${title.slice(0, 60)}" has facts but is no name; left out`,
    )
    return undefined
  }
  const parameter: Parameter = { name, place, facts: new Map(), children: [] }
  if (/\s/.test(name)) report('warning', place, `the name "${name}" has a blank in it`)
  addBullets(parameter, bullets, report)
  if (/^\s*`?\s*\*\s*$/.test(rest)) marks.set('required', { text: 'yes', bullets: [] })
  merge(parameter, { ...parameter, facts: marks, children: [] }, report)
  const words = section.prose
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^\s*([-*+•]|\d+[.)])\s|^\s*\||^\s*>|^\s{2,}/.test(line))
  if (!parameter.facts.has('description') && words.length > 0) addText(parameter, words.join('\n').trim())
  return parameter
}

const nameColumn =
  /^(?:param(?:eter)?s?(?: name)?|names?|fields?(?: name)?|property|properties|key|attribute|argument|option|参数名?|字段)$/

/** The parameters of a table that gives each a type, or says whether it is required. */
const rowsOf = (table: Table, section: Section, report: Report): readonly Parameter[] => {
  const facts = table.titles.map(
    (title) =>
      factName(title) ??
      (/^(constraints?|notes?|remarks?|validation|limits?)$/.test(title) ? 'description' : undefined),
  )
  const column = table.titles.findIndex((title) => nameColumn.test(title))
  if (column === -1 || !(facts.includes('type') || facts.includes('required'))) return []
  const place = placeIn(section)
  const above: { readonly indent: number; readonly name: string }[] = []
  return table.rows.flatMap((cells) => {
    const written = cells[column] ?? ''
    const indent =
      /^(?:\s|&nbsp;|&emsp;|&ensp;|└─*|├─*|↳|→|>|—|–|-{1,3}(?=\s|&|[a-z])|\.(?=\w))*/.exec(written)?.[0] ?? ''
    const name = withoutQuotes(plain(written.slice(indent.length)).replace(/\s*\*+$/, ''))
    if (name === '') {
      report('warning', place, 'a row without a name is left out')
      return []
    }
    const depth =
      indent.trim() === ''
        ? 0
        : Math.max(1, indent.match(/&nbsp;&nbsp;|&emsp;|└|├|↳|→|>|—|-|\./g)?.length ?? 1)
    while ((above.at(-1)?.indent ?? -1) >= depth) above.pop()
    const path = depth > 0 && above.length > 0 ? `${above.at(-1)?.name}.${name}` : name
    above.push({ indent: depth, name: path })
    const parameter: Parameter = { name: path, place: `${place}, ${name}`, facts: new Map(), children: [] }
    for (const [index, fact] of facts.entries()) {
      const text = cells[index] ?? ''
      if (fact && text !== '' && index !== column) setCell(parameter, fact, text)
    }
    if (!parameter.facts.has('required') && /\*$/.test(written.trim()) && !/\*\*$/.test(written.trim()))
      parameter.facts.set('required', { text: 'yes', bullets: [] })
    return [parameter]
  })
}

const setCell = (parameter: Parameter, fact: FactName, text: string): void => {
  if (fact === 'description') {
    const [, example] = /\bExample:\s*`([^`]*)`\s*$/.exec(text) ?? []
    if (example !== undefined) parameter.facts.set('example', { text: `\`${example}\``, bullets: [] })
    addText(parameter, text.replace(/\bExample:\s*`[^`]*`\s*$/, '').trim())
  } else if (!(fact === 'default' && /^[-—–]$/.test(text)) && !(fact !== 'required' && /^[-—–/]$/.test(text)))
    parameter.facts.set(fact, { text, bullets: [] })
}

/** Which models the page is for. */
const modelsOf = (
  outline: readonly Section[],
  found: readonly Found[],
  bodies: readonly JsonObject[],
  report: Report,
): readonly string[] => {
  const own = found.find(({ parameter, owner }) => parameter.name === 'model' && owner !== 'input')?.parameter
  const options = own?.facts.get('options')
  const listed = options ? optionsIn(options).map(String).map(withoutQuotes) : []
  const formats = outline.flatMap((section) =>
    section.prose.includes('|')
      ? tablesOf(section.prose).flatMap(({ titles, rows }) => (titles.includes('value') ? rows : []))
      : [],
  )
  const format = formats.find(([property = '']) =>
    /^(format|model|model name|identifier|value)$/i.test(plain(property)),
  )?.[1]
  const description = [
    own?.facts.get('description')?.text,
    own?.facts.get('default')?.text,
    own?.facts.get('example')?.text,
  ].join('\n')
  const spans = [...description.matchAll(/[`"“]([\w.-]+(?:\/[\w.-]+)*)[`"”]/g)]
    .map(([, name = '']) => name)
    .filter((name) => /[-/\d]/.test(name))
  const shown = [
    ...new Set(
      bodies.map((body) => String(body.model)).filter((model) => !/^(string|model|your|<)/i.test(model)),
    ),
  ]
  const said = outline
    .map(
      ({ prose }) =>
        /\bmodel(?: name| id(?:entifier)?)?\b[*`:\s|]{1,8}`([\w.-]+(?:\/[\w.-]+)*)`/i.exec(prose)?.[1],
    )
    .find((name) => name !== undefined && /[-/\d]/.test(name))
  const stated =
    listed.length > 0
      ? listed
      : format !== undefined && /[-/\d]/.test(format)
        ? [withoutQuotes(plain(format))]
        : spans.length > 0
          ? spans
          : said
            ? [said]
            : []
  const models = [...new Set(stated.length > 0 ? stated : shown.slice(0, 1))].filter((name) => name !== '')
  const strange = shown.filter((model) => !models.includes(model))
  if (strange.length > 0)
    report(
      'warning',
      'model',
      `the page is for ${models.join(', ')}, but its examples also name ${strange.join(', ')}`,
    )
  return models
}

/** The codes of the page's tables and lists of codes. */
const codesOf = (outline: readonly Section[]): readonly number[] => {
  const codes = outline.flatMap((section) => {
    const tabled = (section.prose.includes('|') ? tablesOf(section.prose) : []).flatMap(
      ({ titles, rows }) => {
        const column = titles.findIndex((title) => /\b(code|status)\b|状态码/.test(title))
        return column === -1 ? [] : rows.map((cells) => codeIn(cells[column] ?? ''))
      },
    )
    const listed = /error|status|code|response/i.test(section.title)
      ? bulletsOf(section.prose).map(({ text }) => codeIn(text))
      : []
    return [...tabled, ...listed]
  })
  return [...new Set(codes.filter((code) => code !== undefined))].sort((left, right) => left - right)
}

const codeIn = (text: string): number | undefined => {
  const [, code] = /^[*`_\s]*([1-5]\d\d)(?!\d)[*`_\s]*(?:$|[:：–—(|-]|\s)/.exec(text) ?? []
  return code === undefined ? undefined : Number(code)
}
