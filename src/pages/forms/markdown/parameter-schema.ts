import { type Json, type JsonObject, present } from '../../../contracts/check/json.ts'
import type { Report } from '../../imported-page.ts'
import { plainType, typedScalar, withoutQuotes } from '../../schema/values.ts'
import { plain } from '../../text/blocks.ts'
import { Facts } from '../../wording/facts.ts'
import type { Fact, FactName } from '../../wording/labels.ts'
import { beginsWithMark, limitAmongOptions } from '../../wording/marks.ts'
import { limitsIn } from '../../wording/numbers.ts'
import { addLimits } from '../../wording/stated-facts.ts'
import { fileTypesIn, optionsIn, truthIn, valueIn } from '../../wording/written-values.ts'
import type { Parameter } from './parameter.ts'

/** Several parameters as an object's schema, as raw as a page's own would be. */
export const rawObject = (parameters: readonly Parameter[], report: Report): JsonObject => {
  const properties: JsonObject = {}
  const required: string[] = []
  for (const parameter of parameters) {
    if (Object.hasOwn(properties, parameter.name)) {
      report('warning', parameter.place, `${parameter.name} is described twice; the first counts`)
      continue
    }
    properties[parameter.name] = rawSchema(parameter, report)
    if (isRequired(parameter, report)) required.push(parameter.name)
  }
  return present({ type: 'object', required: required.length > 0 ? required : undefined, properties })
}

const isRequired = ({ facts, place, name }: Parameter, report: Report): boolean => {
  const said = facts.get('required')?.text
  const truth = said === undefined ? undefined : truthIn(said)
  if (said !== undefined && truth === undefined)
    report('note', place, `required: ${JSON.stringify(said.slice(0, 60))}; taken as not required`)
  const optional = facts.get('optional')
  const isOptional =
    optional === undefined ? undefined : truthIn(optional.text === '' ? 'yes' : optional.text)
  if (truth === undefined) return isOptional === false
  if (isOptional === truth)
    report(
      'warning',
      place,
      `${name} is called required and optional; taken as ${truth ? 'required' : 'optional'}`,
    )
  const prose = facts.get('description')?.text ?? ''
  if (truth && beginsWithMark(prose) === 'optional')
    report(
      'warning',
      place,
      `${name} is marked as required, and its description begins with "optional"; taken as required`,
    )
  if (!truth && beginsWithMark(prose) === 'required')
    report(
      'warning',
      place,
      `${name} is marked as optional, and its description begins with "required"; taken as optional`,
    )
  return truth
}

const rawSchema = (parameter: Parameter, report: Report): JsonObject => {
  const { facts, place, name, children } = parameter
  const text = (fact: FactName): string | undefined => facts.get(fact)?.text
  const items = children.filter((child) => child.name === '[]')
  const fields = children.filter((child) => child.name !== '[]')
  const written = text('type')
  const literals = literalsIn(written ?? '')
  const type = literals
    ? { type: 'string' }
    : written === undefined || written === ''
      ? undefined
      : plainType(plain(written))
  if (/^`?undefined`?$/.test(text('default') ?? ''))
    report('note', place, `the default of ${name} is "undefined"; taken as none`)
  if (written && type === undefined && !/^(?:any|mixed)$/i.test(plain(written)))
    report('warning', place, `${name} has the unknown type "${plain(written).slice(0, 60)}"; left open`)
  if (written === undefined && children.length === 0 && !facts.has('options'))
    report('warning', place, `no type is given for ${name}`)
  const isList = type?.type === 'array' || items.length > 0
  const schema: JsonObject = present({
    type: isList ? 'array' : (type?.type ?? (fields.length > 0 ? 'object' : undefined)),
    nullable:
      type?.isNullable || (text('nullable') !== undefined && truthIn(text('nullable') ?? ''))
        ? true
        : undefined,
    format: type?.format ?? formatIn(text('format')),
    description: descriptionOf(facts),
    pattern: text('pattern') === undefined ? undefined : plain(text('pattern') ?? ''),
    deprecated: isDeprecated(facts) ? true : undefined,
    default: defaultOf(text('default'), isList ? 'array' : type?.type),
    'x-accepted-file-types':
      text('fileTypes') === undefined ? undefined : fileTypesIn(text('fileTypes') ?? ''),
    'x-max-file-size': sizeIn(text('fileSize')),
  })
  const example = facts.get('example')
  const sample = example === undefined ? undefined : valueIn(example.text || (example.bullets[0]?.text ?? ''))
  if (sample !== undefined) schema.example = sample
  const inner = isList ? itemSchema(type?.items, items, fields, report) : undefined
  if (inner) ofItems(schema, inner)
  if (inner) schema.items = inner
  else if (fields.length > 0) Object.assign(schema, rawObject(fields, report))
  const options = asLimit(facts) ?? literals ?? optionsInRange(facts.get('range'))
  // The options of a list are those of its items.
  const target = inner ?? schema
  if (options) {
    const values = optionsIn(options)
    const scalar = typeof target.type === 'string' ? target.type : ''
    const [only] = values
    const isRange =
      (scalar === 'integer' || scalar === 'number') && values.length === 1 && typeof only === 'string'
    if (isRange) Object.assign(target, limitsIn(only))
    // Bullets know no types: `5` is the text or the number, as the type says.
    else if (values.length > 0) target.enum = values.map((value) => typedScalar(value, scalar) ?? value)
  }
  addLimits(schema, inner, facts)
  return schema
}

/** `Deprecated: since v2` says it as well as `Deprecated: yes`. */
const isDeprecated = (facts: Facts): boolean => {
  const said = facts.get('deprecated')?.text
  if (said !== undefined) return truthIn(said) !== false
  return /^deprecated\b/i.test(plain(facts.get('status')?.text ?? ''))
}

/** A format or a pattern of a list is one of its texts. */
const ofItems = (schema: JsonObject, items: JsonObject): void => {
  if (items.type !== undefined && items.type !== 'string') return
  for (const key of ['format', 'pattern']) {
    const value = schema[key]
    if (value === undefined) continue
    items.type = 'string'
    items[key] ??= value
    delete schema[key]
  }
}

/** A type that is a list of texts: `"10" | "15"`. */
const literalsIn = (written: string): Fact | undefined =>
  /^`?\s*(["'])[^"'|]{1,60}\1(?:\s*\\?\|\s*(["'])[^"'|]{1,60}\2)+\s*`?$/.test(written)
    ? { text: plain(written).replaceAll('\\|', '|'), bullets: [] }
    : undefined

/** Options that are a limit, `≤ 500 chars`, become one; undefined then, and where there are none. */
const asLimit = (facts: Facts): Fact | undefined => {
  const options = facts.get('options')
  if (options === undefined || options.bullets.length > 0) return options
  const kind = limitAmongOptions(options.text)
  if (kind === undefined) return options
  facts.say(kind, options.text)
  return undefined
}

/** A column called "range" may list options. */
const optionsInRange = (range: Fact | undefined): Fact | undefined => {
  const spans = [...(range?.text ?? '').matchAll(/`([^`]+)`/g)].map(([, code]) => code ?? '')
  return range && spans.length > 1 && spans.some((code) => !Number.isFinite(Number(code))) ? range : undefined
}

/** A text keeps its default as it is written (`1.0`), a number is freed of its unit (`24 fps`) and of commas. */
const defaultOf = (written: string | undefined, type: string | undefined): Json | undefined => {
  if (written === undefined) return undefined
  const value = valueIn(written)
  if (value === undefined || value === null) return undefined
  const [, code] = /^`([^`]+)`\s*\([^)]*\)$/.exec(written.trim()) ?? []
  if (code !== undefined) return defaultOf(`\`${code}\``, type)
  if (type === 'string' && typeof value !== 'string' && typeof value !== 'object')
    return withoutQuotes(plain(written))
  if (typeof value !== 'string' || (type !== 'number' && type !== 'integer' && type !== 'boolean'))
    return value
  const [, number] = /^(-?\d[\d,]*(?:\.\d+)?)(?:\s*[a-z%]{1,12})?(?:\s*\([^)]*\))?$/i.exec(value) ?? []
  return typedScalar(number === undefined ? value : Number(number.replaceAll(',', '')), type) ?? value
}

const descriptionOf = (facts: Facts): string | undefined => {
  const fact = facts.get('description')
  if (!fact) return undefined
  const below = fact.bullets.map((bullet) => `- ${bullet.text}`)
  const text = [fact.text, ...below].filter((line) => line !== '').join('\n')
  return text === '' ? undefined : text
}

const formatIn = (text: string | undefined): string | undefined => {
  const word = plain(text ?? '').toLowerCase()
  return /^(uri|url|date-time|date|email|uuid|ipv4|ipv6|hostname|byte|binary|int32|int64|float|double)$/.test(
    word,
  )
    ? word
    : undefined
}

const sizeIn = (written: string | undefined): string | undefined => {
  const text = written?.slice(0, 200)
  const found = /(\d+(?:\.\d+)?)\s*([KMG]i?B|bytes)/i.exec(text ?? '')
  return found
    ? `${Number(found[1])}${found[2]?.toUpperCase()}`
    : text === undefined || text === ''
      ? undefined
      : plain(text)
}

const itemSchema = (
  stated: JsonObject | undefined,
  items: readonly Parameter[],
  fields: readonly Parameter[],
  report: Report,
): JsonObject => {
  const [first] = items
  const described = first
    ? rawSchema({ ...first, facts: withType(first), children: [...first.children, ...fields] }, report)
    : {}
  const own = first || fields.length === 0 ? {} : rawObject(fields, report)
  const merged: JsonObject = { ...(stated ?? {}), ...described, ...own }
  return merged
}

/** An item without a type of its own is not odd. */
const withType = ({ facts, children }: Parameter): Facts => {
  const result = new Facts()
  result.fill(facts)
  result.say('type', children.length > 0 ? 'object' : '')
  return result
}
