import { isTooDeep, type Json, type JsonObject } from '../../../contracts/check/json.ts'
import type { Report } from '../../imported-page.ts'
import { plainType, withoutQuotes } from '../../schema/values.ts'
import type { Bullet } from './blocks.ts'
import { labelled, plain } from './blocks.ts'

/** A parameter as a page describes it, before it is a schema. */
export interface Parameter {
  readonly name: string
  readonly place: string
  readonly facts: Map<FactName, Fact>
  readonly children: Parameter[]
}

export interface Fact {
  readonly text: string
  readonly bullets: readonly Bullet[]
}

/** What a page may say of a parameter, and the labels it says it under. */
const labels = {
  type: /^(?:data |param(?:eter)? |value )?types?$|^类型$/,
  required: /^(?:is )?(?:required|req\.?|mandatory)\??$|^必填$/,
  optional: /^optional$/,
  description: /^(?:descriptions?|desc|details?|about|meaning|说明|描述)$/,
  options:
    /^(?:options|enum(?:s|eration|erated)?(?: values?)?|(?:allowed|available|valid|possible|supported|accepted) (?:values?|options?|choices?)|choices|values|one of|可选值)$/,
  default: /^(?:default(?: value)?s?|默认值?)$/,
  example: /^(?:examples?(?: values?)?|samples?(?: value)?|e\.g\.)$/,
  minLength: /^(?:min(?:imum)?[ _-]?len(?:gth)?|minlength|min(?:imum)? (?:characters|chars))$/,
  maxLength:
    /^(?:max(?:imum)?[ _-]?len(?:gth)?|maxlength|max(?:imum)? (?:characters|chars)|character limit)$/,
  length: /^(?:length|length (?:range|limit)|characters)$/,
  minimum: /^(?:min(?:imum)?(?: value)?|lower (?:limit|bound))$/,
  maximum: /^(?:max(?:imum)?(?: value)?|upper (?:limit|bound))$/,
  exclusiveMinimum: /^exclusive min(?:imum)?$|^(?:greater|more) than$/,
  exclusiveMaximum: /^exclusive max(?:imum)?$|^less than$/,
  range: /^(?:(?:value |valid |allowed )?range|limits?|between|bounds|min(?:imum)?\s*\/\s*max(?:imum)?)$/,
  multipleOf: /^(?:step(?: size)?|increments?|multiple ?of)$/,
  minItems:
    /^(?:min(?:imum)?[ _-]?(?:items?|count|files?|images?|number(?: of \w+)?|elements?|entries|size)|minitems)$/,
  maxItems:
    /^(?:max(?:imum)?[ _-]?(?:items?|count|files?|images?|videos?|audios?|urls?|uploads?|number(?: of \w+)?|elements?|entries)|maxitems)$/,
  count: /^(?:(?:item |file |image |items? )?count|number of \w+|items? range|array (?:length|size))$/,
  uniqueItems: /^unique(?: ?items?)?$/,
  format: /^format$/,
  pattern: /^(?:pattern|regex(?:p)?|regular expression)$/,
  deprecated: /^deprecated$/,
  status: /^status$/,
  nullable: /^(?:nullable|null allowed)$/,
  fileTypes:
    /^(?:(?:accepted|allowed|supported)(?: (?:file|image|video|audio|media|input))?(?: |-)(?:types?|formats?)|file (?:types?|formats?)|mime ?types?|formats|accept)$/,
  fileSize:
    /^(?:max(?:imum)?[ _-]?(?:file|image|video|audio|upload)?[ _-]?size|(?:file )?size(?: limit)?|max size(?: per file)?)$/,
  /** No label: limits that no keyword is for. */
  stated: /^(?!)/,
  multiple: /^multiple(?: files?| uploads?| values?)?$/,
  items:
    /^(?:items?|(?:array )?(?:items?|elements?)[ _-]?types?|array items?|each (?:item|element)|items? schema|element)$/,
  properties:
    /^(?:(?:object |item |items? |nested |sub-?|child )?(?:properties|fields|parameters|attributes|keys|members)|structure|schema|object structure|item structure|contains)$/,
} as const satisfies Record<string, RegExp>

export type FactName = keyof typeof labels

/** What a label is about; undefined when nobody knows. */
export const factName = (label: string): FactName | undefined => {
  const text = plain(label)
    .toLowerCase()
    .replaceAll(/[:：?]+$/g, '')
    .trim()
  return (Object.keys(labels) as FactName[]).find((name) => labels[name].test(text))
}

/** The bullets below a parameter: facts about it, and the parameters inside it. */
export const addBullets = (parameter: Parameter, bullets: readonly Bullet[], report: Report): void => {
  for (const bullet of bullets) {
    const fact = labelled(bullet.text)
    const name = fact && factName(fact.label)
    // What is odd in it is only told when it is a parameter.
    const odd: Parameters<Report>[] = []
    const inner = parameterIn(bullet, parameter.place, (...problem) => odd.push(problem))
    const take = (child: Parameter): void => {
      for (const problem of odd) report(...problem)
      parameter.children.push(child)
    }
    // "- **format**: …" may be a fact or a parameter of that name: one with a type of its own is a parameter.
    if (
      inner &&
      (name === undefined ||
        (inner.facts.has('type') && bullet.bullets.length > 0 && name !== 'items' && name !== 'properties'))
    )
      take(inner)
    else if (fact && name === 'properties') addFields(parameter, bullet.bullets, report)
    else if (fact && name === 'items')
      addItems(parameter, { text: fact.value, bullets: bullet.bullets }, report)
    else if (fact && name) {
      if (parameter.facts.has(name) && name !== 'description')
        report('warning', parameter.place, `"${fact.label}" is said twice; the first counts`)
      else
        parameter.facts.set(name, {
          text: fact.value,
          bullets: withoutFields(parameter, name, bullet.bullets, report),
        })
    } else if (fact && /^(?:min|max)/.test(fact.label) && /\d/.test(fact.value))
      addStated(parameter, `${fact.label.charAt(0).toUpperCase()}${fact.label.slice(1)}: ${fact.value}`)
    else if (fact && isTyped(fact.value))
      parameter.children.push(labelledParameter(bullet, parameter, report))
    else if (fact) report('note', parameter.place, `the fact "${fact.label}" is not read`)
    else addText(parameter, bullet.text)
  }
}

/** What is listed as the fields of an object are fields, also those of which no type is said. */
const addFields = (parameter: Parameter, bullets: readonly Bullet[], report: Report): void => {
  for (const bullet of bullets) {
    const [, name] = /^(?:`|\*\*`?)([A-Za-z_][\w-]*)(?:`?\*\*|`)\s*(?:[:：–—-]|$)/.exec(bullet.text) ?? []
    const isKnown = parameterIn(bullet, parameter.place, () => undefined) !== undefined
    if (name === undefined || isKnown || isTyped(labelled(bullet.text)?.value ?? ''))
      addBullets(parameter, [bullet], report)
    else {
      const field: Parameter = { name, place: `${parameter.place}, ${name}`, facts: new Map(), children: [] }
      addText(
        field,
        bullet.text.slice(bullet.text.indexOf(name) + name.length).replace(/^[`*]*\s*[:：–—-]?\s*/, ''),
      )
      addBullets(field, bullet.bullets, report)
      parameter.children.push(field)
    }
  }
}

const isTyped = (text: string): boolean =>
  /^`?(?:string|number|integer|boolean|object|array|float|int|bool)\b/i.test(text.trim())

/** A field with a label's look: ``**x**: `integer`, required, 0 - 100. Left edge``. */
const labelledParameter = (bullet: Bullet, { place }: Parameter, report: Report): Parameter => {
  const [, name = '', value = ''] =
    /^[*_`]*([A-Za-z_][\w-]*)[*_`]*\s*[:：][*_]*\s*([\s\S]*)$/.exec(bullet.text) ?? []
  const [note = '', ...rest] = value.split(/\.\s+(?=[A-Z])/)
  const parameter: Parameter = { name, place: `${place}, ${name}`, facts: marksIn(note), children: [] }
  if (rest.length > 0) addText(parameter, rest.join('. '))
  addBullets(parameter, bullet.bullets, report)
  return parameter
}

/** Fields of an object may be listed below its description: those that say their type. */
const withoutFields = (
  parameter: Parameter,
  name: FactName,
  bullets: readonly Bullet[],
  report: Report,
): readonly Bullet[] => {
  if (name !== 'description') return bullets
  const isField = (bullet: Bullet): boolean =>
    parameterIn({ ...bullet, bullets: [] }, parameter.place, () => undefined)?.facts.has('type') === true
  addBullets(parameter, bullets.filter(isField), report)
  return bullets.filter((bullet) => !isField(bullet))
}

/** What a page says of the items stands on a parameter called `[]` inside the array. */
const addItems = (parameter: Parameter, fact: Fact, report: Report): void => {
  const item: Parameter = { name: '[]', place: parameter.place, facts: new Map(), children: [] }
  if (fact.text !== '')
    item.facts.set(plainType(plain(fact.text)) ? 'type' : 'description', { text: fact.text, bullets: [] })
  addBullets(item, fact.bullets, report)
  parameter.children.push(item)
}

/** A limit that no keyword of a schema is for, such as a duration. */
const addStated = ({ facts }: Parameter, text: string): void => {
  const known = facts.get('stated')?.text
  facts.set('stated', { text: known === undefined ? text : `${known}\n${text}`, bullets: [] })
}

export const addText = (parameter: Parameter, text: string): void => {
  const known = parameter.facts.get('description')?.text
  parameter.facts.set('description', { text: known ? `${known}\n${text}` : text, bullets: [] })
}

/** A default that a description states with its label: ``Range: 1 - 50. Default: `28` ``. */
export const takeDefault = ({ facts }: Parameter, text: string): void => {
  const [, code, bare] =
    /\bdefaults?(?: value)?(?:\s*[:=]| is| to)?\s*(`[^`]*`)|\bdefault:\s*(-?[\d.]*\d|true|false)\.?\s*$/i.exec(
      text,
    ) ?? []
  const stated = code ?? bare
  if (stated !== undefined && !facts.has('default')) facts.set('default', { text: stated, bullets: [] })
}

const identifier = String.raw`[A-Za-z_][\w-]*(?:\[\])?(?:\.[A-Za-z_][\w-]*(?:\[\])?)*`
const shape = new RegExp(
  `^(?:\\*\\*|__)?(\`?)(${identifier})\\1(?:\\*\\*|__)?\\s*(?:[(（\\[]([^)）\\]\\n]{1,120})[)）\\]])?(?:\\*\\*|__)?\\s*(?::|：|–|—|-(?=\\s))?\\s*([\\s\\S]*)$`,
)

/** ``— `number` — **required** — 0 to 1 — how far``: marks between dashes, a type first. */
const dashedMarks = (
  text: string,
): { readonly marks: Map<FactName, Fact>; readonly rest: string } | undefined => {
  const parts = text.split(/\s+[—–]\s+/).map((part) => part.trim())
  if (parts.length < 2 || plainType(plain(parts[0] ?? '')) === undefined) return undefined
  const isMark = (part: string): boolean => marksIn(plain(part)).size > 0
  return {
    marks: marksIn(parts.filter(isMark).map(plain).join(', ')),
    rest: parts.filter((part) => !isMark(part)).join(' — '),
  }
}

/** A bullet that is a parameter of its own: `` `name` (string, required): what it is ``. */
export const parameterIn = (bullet: Bullet, place: string, report: Report): Parameter | undefined => {
  const [, code, name, note = '', rest = ''] = shape.exec(bullet.text) ?? []
  if (name === undefined) return undefined
  const dashed = note === '' ? dashedMarks(rest) : undefined
  const marks = dashed?.marks ?? marksIn(note)
  const below = bullet.bullets.some(({ text }) => {
    const fact = labelled(text)
    return fact !== undefined && /^(type|required)$/.test(factName(fact.label) ?? '')
  })
  const isNamed = code !== '' || /^(\*\*|__)/.test(bullet.text)
  if (marks.size === 0 && !(isNamed && below)) return undefined
  const parameter: Parameter = { name, place: `${place}, ${name}`, facts: marks, children: [] }
  const words = dashed?.rest ?? rest.trim()
  if (words !== '') addText(parameter, words)
  takeDefault(parameter, words)
  addBullets(parameter, bullet.bullets, report)
  return parameter
}

/** `string, required, default 5` as facts. */
export const marksIn = (note: string): Map<FactName, Fact> => {
  const facts = new Map<FactName, Fact>()
  const set = (name: FactName, text: string): unknown =>
    facts.has(name) || facts.set(name, { text, bullets: [] })
  const [listed, , options] =
    /\b(enum|options|one of)[:= ]+((?:`[^`]*`|"[^"]*")(?:\s*[,|/]\s*(?:`[^`]*`|"[^"]*"))+)/i.exec(note) ?? []
  if (listed !== undefined && options !== undefined) set('options', options)
  for (const part of note.replace(listed ?? '', '').split(/[,;，]\s*/)) {
    const text = plain(part)
    const [, said, value] =
      /^(default|min|max|minimum|maximum|max length|min length|format|step|multiple of|enum|options|range|pattern)[:= ]+(.+)$/i.exec(
        text,
      ) ?? []
    if (/^required$/i.test(text)) set('required', 'yes')
    else if (/^(optional|not required)$/i.test(text)) set('required', 'no')
    else if (/^deprecated$/i.test(text)) set('deprecated', 'yes')
    else if (said && value) set(factName(said) ?? 'description', value)
    else if (/^-?[\d.]+\s*(?:-|–|to|~)\s*-?[\d.]+$/.test(text)) set('range', text)
    else if (facts.has('type') && /^(?:url|uri)$/i.test(text)) set('format', 'uri')
    else if (plainType(text) !== undefined) set('type', text)
  }
  return facts
}

/** Yes, no, or undefined where it is neither ("conditional"). */
export const truthIn = (text: string): boolean | undefined => {
  const word = plain(text).toLowerCase()
  if (/^(no|false|optional|o|not required|n|✗|✘|❌|×|否|选填|可选|-|—)(?![a-z])/.test(word) || word === '')
    return false
  // "Yes, if …" is a condition.
  if (/^(?:yes|required)\b.*\b(?:if|when|unless|at least one|either|for)\b/.test(word)) return undefined
  if (/^(yes|true|required|mandatory|m|always|y|✓|✔|✅|☑|是|必填)(?![a-z])/.test(word)) return true
  return undefined
}

/** What a page writes as a value: JSON where it is some, else its text; undefined for "none". */
export const valueIn = (text: string): Json | undefined => {
  const isCode = /^`/.test(text.trim())
  if (/^(["'`]).{1,60}\1\s+or\s+(["'`]).{1,60}\2$/.test(text.trim())) return undefined
  const written = plain(text)
  if (!isCode && /^\(?(none|null|n\/a|-|—|–|undefined|not set|nil|empty|no default|)\)?$/i.test(written))
    return undefined
  if (/^(null|undefined|None)$/.test(written)) return undefined
  try {
    const value = JSON.parse(written) as Json
    return isTooDeep(value) ? written.slice(0, 1_000) : value
  } catch {
    const text = isCode ? written : written.replace(/^`([^`]+)`.*$/s, '$1')
    // JSON but for a line break or the like in it.
    return text.trim().startsWith('"') && /\\["n]/.test(text)
      ? withoutQuotes(text).replaceAll('\\"', '"').replaceAll('\\n', '\n')
      : withoutQuotes(text)
  }
}

/** The options a fact lists: below it as bullets, or beside it. */
export const optionsIn = ({ text: whole, bullets }: Fact): readonly Json[] => {
  const text = whole.replace(/^enum\s*[:=]\s*/i, '')
  const below = bullets.map((bullet) => {
    const [, code] = /^(?:\*\*)?`([^`]*)`/.exec(bullet.text) ?? []
    const [, bold] = /^\*\*([^*]+?):?\*\*/.exec(bullet.text) ?? []
    const [, quoted] = /^["“']([^"”'\n]*)["”']\s*(?:$|[:：–—-]|\()/.exec(bullet.text) ?? []
    const [bare = ''] = bullet.text.split(/:\s|\s[-–—=]\s|\n/)
    const value =
      bare.length < bullet.text.length ? bare.replace(/\s*\(default\)$/i, '') : bare.split(/\s\(/)[0]
    return asText(code ?? bold ?? quoted ?? (value ?? '').trim())
  })
  if (below.length > 0) return below
  // "Any code, e.g. `en`", "`en`, `de`, and more": a list that is open is none.
  const words = text.replaceAll(/`[^`]*`|"[^"]*"/g, ' ')
  if (/\b(?:any|e\.g|and more|and others|etc|see|such as|for example|like)\b|\.\.\.|…/i.test(words)) return []
  const spans = [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => asText(code))
  if (spans.length > 1) return spans
  const bold = [...text.matchAll(/\*\*([^*]+)\*\*/g)].map(([, word = '']) => asText(word.trim()))
  if (bold.length > 1) return bold
  const written = plain(text)
  const value = valueIn(written)
  if (Array.isArray(value)) return value
  return written
    .slice(0, 20_000)
    .replaceAll(/[ \t]+/g, ' ')
    .split(/ ?(?:,|\||;|、|\s\/\s|\bor\b|\n) ?/)
    .flatMap((part) => (/^[a-z]\w*(?:\/[a-z]\w*)+$/i.test(part) ? part.split('/') : [part]))
    .map((part) => asText(part.trim().replace(/(?<=[\w"'])\s+\([^)]*\)$/, '')))
    .filter((part) => part !== '')
}

/** `"16:9"` and `'16:9'` are 16:9; other quotes are odd, and looked at later. */
const asText = (written: string): string => /^(["'])([^"']*)\1$/.exec(written)?.[2] ?? written

/** File types as they are written, apart. */
export const fileTypesIn = (text: string): JsonObject[string] =>
  text
    .slice(0, 2_000)
    .replaceAll(/\s+/g, ' ')
    .split(/ ?(?:,|;|\||、|\band\b|\bor\b) ?/)
    .map((type) => plain(type).replace(/\.$/, ''))
    .filter((type) => type !== '')
