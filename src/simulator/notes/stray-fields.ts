import { distance } from 'fastest-levenshtein'
import { isObject } from '../../contracts/check/json.ts'
import type { BodyFields } from './body-fields.ts'

type FieldNames = readonly string[]

/** A field of a create body that its page does not describe, and what was probably meant by it. */
export type StrayField =
  | { readonly kind: 'misspelt' | 'misplaced'; readonly path: FieldNames; readonly meant: FieldNames }
  | { readonly kind: 'unknown'; readonly path: FieldNames }

/** More than a note has room for. */
const MOST_STRAYS = 100

const NOTHING: readonly StrayField[] = []

/** The fields of a body that its page does not describe. */
export const strayFieldsIn = (described: BodyFields, body: object): readonly StrayField[] => {
  const strays = undescribed(described, body, [])
  return strays === undefined
    ? NOTHING
    : strays.slice(0, MOST_STRAYS).map((path) => meaningOf(path, described, body))
}

/** Undefined if there are none: nothing is allocated for a body that is right. */
const undescribed = (
  { fields, isOpen }: BodyFields,
  body: object,
  above: FieldNames,
): FieldNames[] | undefined => {
  let found: FieldNames[] | undefined
  for (const [name, value] of Object.entries(body)) {
    const inner = fields.get(name)
    const strays =
      inner === undefined
        ? fields.has(name) || isOpen
          ? undefined
          : [[...above, name]]
        : isObject(value)
          ? undescribed(inner, value, [...above, name])
          : undefined
    if (strays === undefined) continue
    if (found === undefined) found = strays
    else found.push(...strays)
    if (found.length >= MOST_STRAYS) break
  }
  return found
}

const meaningOf = (path: FieldNames, described: BodyFields, body: object): StrayField => {
  const name = path.at(-1) ?? ''
  const places = [...placesIn(described)].filter((place) => !isGiven(body, place))
  const beside = places.filter((place) => sameLevel(place, path))
  const elsewhere = places.filter((place) => !sameLevel(place, path))
  const moved = elsewhere.find((place) => place.at(-1) === name)
  if (moved !== undefined) return { kind: 'misplaced', path, meant: moved }
  const meant = beside.find((place) => isLike(name, place.at(-1) ?? ''))
  if (meant !== undefined) return { kind: 'misspelt', path, meant }
  const respelt = elsewhere.find((place) => plain(place.at(-1) ?? '') === plain(name))
  return respelt === undefined ? { kind: 'unknown', path } : { kind: 'misplaced', path, meant: respelt }
}

/** Every described field, those nearest to the top first. */
function* placesIn(described: BodyFields, above: FieldNames = []): Generator<FieldNames> {
  for (const name of described.fields.keys()) yield [...above, name]
  for (const [name, inner] of described.fields)
    if (inner !== undefined) yield* placesIn(inner, [...above, name])
}

const isGiven = (body: object, path: FieldNames): boolean => {
  let here: unknown = body
  for (const name of path) {
    if (!isObject(here) || !Object.hasOwn(here, name)) return false
    here = here[name]
  }
  return true
}

const sameLevel = (one: FieldNames, other: FieldNames): boolean =>
  one.slice(0, -1).join('.') === other.slice(0, -1).join('.')

/** `aspectRatio`, `aspect-ratio` and `aspect_ratio` count as one name. */
const plain = (name: string): string => name.replaceAll(/[^a-z\d]/gi, '').toLowerCase()

/** Stricter than for models and paths: a short name is close to many others. */
const isLike = (name: string, other: string): boolean => {
  if (plain(name) === plain(other)) return true
  const most = other.length < 4 ? 0 : other.length < 8 ? 1 : 2
  return distance(name.toLowerCase(), other.toLowerCase()) <= most
}
