import { isObject, type Json, type JsonObject } from '../../contracts/check/json.ts'

/** What a type cannot say, in the words of JSON Schema: editors show tags as they are. */
const STATED = [
  ...['format', 'pattern', 'minLength', 'maxLength', 'minimum', 'exclusiveMinimum', 'maximum'],
  ...['exclusiveMaximum', 'multipleOf', 'minItems', 'maxItems', 'uniqueItems', 'minProperties'],
  ...['maxProperties', 'default'],
]

const LONGEST_TEXT = 2_000
const longestValue = 200

/** A field as a doc comment: what its page says of it, its limits, its default. Empty when there is nothing to say. */
export const fieldComment = (schema: JsonObject, indent: string): string => {
  const limits = STATED.filter((key) => schema[key] !== undefined).map(
    (key) => `@${key} ${shown(schema[key])}`,
  )
  // A list's limits are its own, its items' are told with them.
  const items = isObject(schema.items) ? schema.items : {}
  const ofItems = STATED.filter((key) => items[key] !== undefined && key !== 'default').map(
    (key) => `${key} ${shown(items[key])}`,
  )
  const [example] = Array.isArray(schema.examples) ? schema.examples : []
  return docComment(
    [...described(schema.description), ...(ofItems.length > 0 ? [`Each item: ${ofItems.join(', ')}.`] : [])],
    [
      ...limits,
      ...(example === undefined ? [] : [`@example ${shown(example)}`]),
      ...(schema.deprecated === true ? ['@deprecated'] : []),
    ],
    indent,
  )
}

/** Lines and tags as a doc comment. */
export const docComment = (
  lines: readonly string[],
  tags: readonly string[] = [],
  indent: string = '',
): string => {
  const all = [...lines, ...(lines.length > 0 && tags.length > 0 ? [''] : []), ...tags].map((line) =>
    line.replaceAll('*/', '*\\/').trimEnd(),
  )
  if (all.length === 0) return ''
  if (all.length === 1) return `${indent}/** ${all[0]} */\n`
  return `${indent}/**\n${all.map((line) => `${indent} *${line === '' ? '' : ` ${line}`}\n`).join('')}${indent} */\n`
}

/** A page's own words. An `@` that begins a line there is no tag. */
export const described = (text: Json | undefined): readonly string[] =>
  typeof text === 'string' && text.trim() !== ''
    ? text
        .trim()
        .slice(0, LONGEST_TEXT)
        .split(/\r\n|[\r\n\u2028\u2029]/)
        .map((line) => line.replace(/^(\s*)@/, '$1\\@'))
    : []

const shown = (value: Json | undefined): string => {
  const text = typeof value === 'string' && /^[\w./:-]+$/.test(value) ? value : JSON.stringify(value)
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text
}
