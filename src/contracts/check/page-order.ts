import type { ErrorObject } from 'ajv'
import { at, isObject, type Json, objectAt } from './json.ts'

/** The order in which mistakes are reported: line by line, and within a line in the page's order. */
const ORDER: readonly (readonly string[])[] = [
  ['false schema'],
  ['type'],
  ['const', 'enum'],
  ['minLength'],
  ['maxLength'],
  ['pattern'],
  ['format'],
  ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  ['minItems', 'maxItems'],
  ['uniqueItems'],
  ['contains'],
  ['prefixItems', 'items'],
  ['properties', 'required'],
  ['propertyNames', 'patternProperties', 'additionalProperties'],
  ['dependentRequired'],
  ['minProperties', 'maxProperties'],
  ['allOf'],
  ['anyOf'],
  ['oneOf'],
  ['not'],
  ['if', 'then', 'else'],
]

const RANKS = new Map(ORDER.flatMap((keywords, rank) => keywords.map((keyword) => [keyword, rank] as const)))

/** Keywords that are followed by a name or an index in a path through a schema. */
const STEPPED = new Set(['properties', 'patternProperties', 'prefixItems', 'allOf', 'anyOf', 'oneOf'])

/** An error of Ajv with its place. */
export interface Located {
  readonly error: ErrorObject
  /** Where the value is in the body. */
  readonly path: readonly (string | number)[]
  readonly value: unknown
  /** The schema that has the keyword. */
  readonly schema: Json
  /** Its place in the page's order; what is inside a keyword begins with the keyword's own place. */
  readonly place: readonly number[]
}

const unescaped = (step: string): string => step.replaceAll('~1', '/').replaceAll('~0', '~')

const stepsOf = (pointer: string): readonly string[] => pointer.split('/').slice(1)

/** Finds an error's place, by walking schema and body side by side. */
export const locate = (error: ErrorObject, schema: Json, body: unknown): Located => {
  const place: number[] = []
  const path: (string | number)[] = []
  const into = stepsOf(error.instancePath).map(unescaped)
  const steps = stepsOf(error.schemaPath).map((step) => unescaped(decodeURIComponent(step)))
  let node = schema
  let value = body
  /** One step into the body; returns its place among its siblings. */
  const enter = (names: readonly string[]): number => {
    const step = into.shift() ?? ''
    path.push(Array.isArray(value) ? Number(step) : step)
    value = at(value as Json, ...path.slice(-1))
    const index = names.indexOf(step)
    return index === -1 ? Number(path.at(-1)) || 0 : index
  }
  const fieldsOf = (): readonly string[] => (isObject(value) ? Object.keys(value) : [])
  for (let index = 0; index < steps.length; index += 1) {
    const keyword = steps[index] ?? ''
    place.push(RANKS.get(keyword) ?? ORDER.length)
    if (index === steps.length - 1) break
    const step = STEPPED.has(keyword) ? (steps[++index] ?? '') : undefined
    const inner = at(node, keyword) ?? true
    node = step === undefined ? inner : (at(inner, Array.isArray(inner) ? Number(step) : step) ?? true)
    if (keyword === 'properties') place.push(enter(Object.keys(objectAt(inner))))
    else if (keyword === 'items' || keyword === 'prefixItems') place.push(enter([]))
    else if (keyword === 'patternProperties' || keyword === 'additionalProperties')
      place.push(enter(fieldsOf()))
    else if (step !== undefined) place.push(Number(step))
  }
  place.push(...ownPlace(error, node))
  return { error, path, value, schema: node, place }
}

/** A missing field has the place where the page describes it; if it does not, the place after all others. */
const ownPlace = ({ keyword, params }: ErrorObject, schema: Json): readonly number[] => {
  if (keyword !== 'required') return []
  const described = Object.keys(objectAt(schema, 'properties'))
  const index = described.indexOf(String(params.missingProperty))
  return [index === -1 ? described.length : index]
}

export const inPageOrder = ({ place: one }: Located, { place: other }: Located): number => {
  const index = one.findIndex((rank, at) => rank !== other[at])
  return index === -1 ? one.length - other.length : (one[index] ?? 0) - (other[index] ?? -1)
}

/** Whether an error was found while another's keyword was tried. */
export const isInside = ({ place }: Located, outer: Located): boolean =>
  place.length > outer.place.length && outer.place.every((rank, index) => rank === place[index])
