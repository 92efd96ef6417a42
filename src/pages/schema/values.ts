import { isObject, type Json, type JsonObject } from '../../contracts/check/json.ts'
import { inEnglish } from '../wording/other-languages.ts'

/** A type as pages write it, in the words of JSON Schema. */
export interface PlainType {
  readonly type: string
  readonly format?: string
  readonly items?: JsonObject
  readonly isNullable?: boolean
}

const names: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['string', 'str', 'text', 'char', 'enum', 'select', 'date', 'datetime', 'uuid', 'base64'].map((name) => [
      name,
      'string',
    ]),
  ),
  ...Object.fromEntries(
    ['url', 'uri', 'file', 'image', 'video', 'audio', 'link'].map((name) => [name, 'string']),
  ),
  ...Object.fromEntries(
    ['number', 'float', 'double', 'decimal', 'float32', 'float64', 'numeric'].map((name) => [name, 'number']),
  ),
  ...Object.fromEntries(
    ['integer', 'int', 'int32', 'int64', 'long', 'short', 'uint'].map((name) => [name, 'integer']),
  ),
  ...Object.fromEntries(['boolean', 'bool', 'switch', 'checkbox'].map((name) => [name, 'boolean'])),
  ...Object.fromEntries(['array', 'list', 'tuple'].map((name) => [name, 'array'])),
  ...Object.fromEntries(
    ['object', 'dict', 'dictionary', 'map', 'json', 'record', 'struct'].map((name) => [name, 'object']),
  ),
}

const isLink = (word: string): boolean => /^(url|uri|link|file|image|video|audio)s?$/.test(word)

/** `string (URL)`, `array<string>`, `string[]`, `array of objects`, `string | null`, `int`; undefined for any other text. */
export const plainType = (written: string): PlainType | undefined => {
  const text = inEnglish(written.slice(0, 100))
    .trim()
    .toLowerCase()
    .replaceAll(/[`*"']/g, '')
    .slice(0, 100)
  const [, before, after] = /^(.*?)\s*(?:\||\/|,|\bor\b)\s*(.*)$/.exec(text) ?? []
  if (after === 'null' || after === 'none') return nullableOf(before ?? '')
  if (before === 'null') return nullableOf(after ?? '')
  const [, chosen] = /^enum\s*<\s*(\w+)\s*>$/.exec(text) ?? []
  if (chosen !== undefined) return plainType(chosen)
  if (/^https?:?(?:\/\/)? (?:url|link)$/.test(text)) return { type: 'string', format: 'uri' }
  const [, each] = /^(\S.*?)\s*(?:\[\s*\]|\s(?:array|list))$/.exec(text) ?? []
  if (each !== undefined && !/^(?:array|list)/.test(each)) return { type: 'array', ...itemsOf(each) }
  const [, listed] = /^(?:arrays?|lists?)\s*(?:<|\[|\(|of\b|:)\s*(.+?)\s*[>\])]?$/.exec(text) ?? []
  const [, element = '', outer = ''] = /^(\w+)\s*\[\s*\]((?:\s*\[\s*\])*)/.exec(text) ?? []
  const inner = listed ?? (element === '' ? undefined : `${element}${outer}`)
  if (inner !== undefined && !/^\d/.test(inner)) return { type: 'array', ...itemsOf(inner) }
  const [, base = '', rest = ''] = /^([a-z]\w*)\b\s*(.*)$/.exec(text) ?? []
  const type = Object.hasOwn(names, base) ? names[base] : undefined
  if (type === undefined) return undefined
  const note = rest.replaceAll(/[()<>[\]]/g, ' ').trim()
  if (type === 'array') return { type, ...(note.split(/\s+/).some(isLink) ? itemsOf('url') : {}) }
  if (type === 'string' && (isLink(base) || /\b(url|uri)\b/.test(note))) return { type, format: 'uri' }
  if (type === 'number' && /\b(int|integer|int32|int64)\b/.test(note)) return { type: 'integer' }
  return { type }
}

const nullableOf = (text: string): PlainType | undefined => {
  const read = plainType(text)
  return read && { ...read, isNullable: true }
}

const itemsOf = (written: string): { readonly items?: JsonObject } => {
  const singular = written.trim().replace(/(?<=[a-z])s$/, '')
  const read = plainType(singular) ?? plainType(written)
  if (read === undefined) return {}
  const { type, format, items } = read
  return { items: { type, ...(format ? { format } : {}), ...(items ? { items } : {}) } }
}

const PAIRS = [
  ['"', '"'],
  ["'", "'"],
  ['`', '`'],
  ['“', '”'],
  ['‘', '’'],
  ['”', '”'],
  ['’', '’'],
  ['「', '」'],
] as const

/** A text without the quotes around it, also when one of them is missing or of another kind. */
export const withoutQuotes = (text: string): string => {
  let result = text.trim()
  for (let count = 0; count < 10; count += 1) {
    const pair = PAIRS.find(
      ([open, close]) => result.length > 1 && result.startsWith(open) && result.endsWith(close),
    )
    if (!pair) break
    result = result.slice(1, -1).trim()
  }
  if (/^["'`“”‘’]/.test(result) && !/["'`“”‘’]/.test(result.slice(1))) result = result.slice(1)
  else if (/["'`“”‘’]$/.test(result) && !/["'`“”‘’]/.test(result.slice(0, -1))) result = result.slice(0, -1)
  return result.trim()
}

/** A value as its field's type wants it; undefined when it cannot be. */
export const typedScalar = (value: Json, type: string): Json | undefined => {
  switch (type) {
    case 'string':
      if (typeof value === 'string') return value
      return typeof value === 'object' ? undefined : String(value)
    case 'number':
    case 'integer': {
      if (typeof value === 'number') return type === 'number' || Number.isInteger(value) ? value : undefined
      const text = typeof value === 'string' ? withoutQuotes(value) : ''
      const number = text === '' ? Number.NaN : Number(text)
      return Number.isFinite(number) && (type === 'number' || Number.isInteger(number)) ? number : undefined
    }
    case 'boolean': {
      if (typeof value === 'boolean') return value
      const text = typeof value === 'string' ? withoutQuotes(value).toLowerCase() : ''
      return /^(?:true|yes|on)$/.test(text) ? true : /^(?:false|no|off)$/.test(text) ? false : undefined
    }
    case 'array':
      return Array.isArray(value) ? value : undefined
    case 'object':
      return isObject(value) ? value : undefined
    default:
      return value
  }
}

/** The options of a field: of its type, without odd quotes, each once. */
export const cleanEnum = (
  values: readonly Json[],
  types: readonly Json[],
  warn: (message: string) => void,
): Json[] => {
  const [type] = types
  let more = 0
  // A list of 5,000 odd options is one oddity.
  const tell = (message: string): void => {
    more += 1
    if (more <= 8) warn(message)
  }
  const cleaned = values.flatMap((value): Json[] => {
    if (value === null) return [null]
    const plain = typeof value === 'string' ? withoutQuotes(value) : value
    if (plain !== value && typeof value === 'string' && value.trim() !== plain)
      tell(`the option ${JSON.stringify(value)} is quoted oddly; taken as ${JSON.stringify(plain)}`)
    if (plain === '' && value !== '') return []
    const own = typeof plain === 'number' && !types.includes('number') ? 'integer' : typeof plain
    const typed = typeof type === 'string' && !types.includes(own) ? typedScalar(plain, type) : plain
    if (typed === undefined) {
      tell(`the option ${JSON.stringify(value).slice(0, 80)} is not of type ${String(type)}; left out`)
      return []
    }
    if (typeof typed !== typeof plain)
      tell(`the option ${JSON.stringify(value)} is taken as ${JSON.stringify(typed)}`)
    return [typed]
  })
  if (more > 8) warn(`${more - 8} more options are odd`)
  return [...new Map(cleaned.map((value) => [JSON.stringify(value), value])).values()]
}

/** A default that nobody would be given unasked: a whole sentence, a link, a list of such. */
export const isObviousSample = (value: Json): boolean => {
  if (Array.isArray(value)) return value.length > 0 && value.every(isObviousSample)
  if (typeof value !== 'string') return false
  return /^https?:\/\/\S+$/.test(value) || (/[.!?…]["”’]?$/.test(value) && value.split(/\s+/).length > 5)
}

/** Whether what a field shows as its default can only be a sample: free text, links, or lists and objects of such. */
export const isSample = (schema: JsonObject): boolean => {
  if (schema.enum !== undefined || schema.const !== undefined) return false
  const types = Array.isArray(schema.type) ? schema.type : [schema.type]
  return !types.some((type) => type === 'boolean' || type === 'number' || type === 'integer')
}
