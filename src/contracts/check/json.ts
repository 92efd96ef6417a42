/** JSON as a type: YAML, JSON and Markdown pages are turned into it before anything else happens. */
export type Json = null | boolean | number | string | Json[] | JsonObject

export interface JsonObject {
  [key: string]: Json
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What a JSON text says; undefined, which JSON cannot say, where it is not JSON. */
export const parsedJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The same of a body that came over the wire, which may begin with a byte order mark. */
export const bodyJson = (text: string): unknown => parsedJson(text.replace(/^\uFEFF/, ''))

/** The value at a path of keys, or undefined if the path leads nowhere. */
export const at = (value: Json | undefined, ...keys: readonly (string | number)[]): Json | undefined => {
  let here: Json | undefined = value
  for (const key of keys) {
    if (Array.isArray(here) && typeof key === 'number') here = here[key]
    else if (isObject(here) && Object.hasOwn(here, key)) here = here[key]
    else return undefined
  }
  return here
}

export const objectAt = (value: Json | undefined, ...keys: readonly (string | number)[]): JsonObject => {
  const found = at(value, ...keys)
  return isObject(found) ? found : {}
}

export const arrayAt = (value: Json | undefined, ...keys: readonly (string | number)[]): readonly Json[] => {
  const found = at(value, ...keys)
  return Array.isArray(found) ? found : []
}

export const textAt = (
  value: Json | undefined,
  ...keys: readonly (string | number)[]
): string | undefined => {
  const found = at(value, ...keys)
  return typeof found === 'string' ? found : undefined
}

/** Leaves out the keys whose value is undefined, so that optional facts can be written in one literal. */
export const present = (entries: Readonly<Record<string, Json | undefined>>): JsonObject => {
  const result: JsonObject = {}
  for (const [key, value] of Object.entries(entries)) if (value !== undefined) result[key] = value
  return result
}

/** Equal as JSON, whatever the order of keys. */
export const sameJson = (left: Json | undefined, right: Json | undefined): boolean =>
  canonical(left) === canonical(right)

/** One spelling per JSON value: keys sorted. */
export const canonical = (value: Json | undefined): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    isObject(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  ) ?? 'undefined'

/** A key as a JSON pointer writes it (RFC 6901). */
export const pointerKey = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1')

/** Whether a value is nested more deeply than any real page. */
export const isTooDeep = (value: Json, most = 64): boolean => {
  const waiting: [Json, number][] = [[value, 0]]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [node, depth] = next
    if (typeof node !== 'object' || node === null) continue
    if (depth >= most) return true
    for (const inner of Object.values(node)) waiting.push([inner, depth + 1])
  }
  return false
}
