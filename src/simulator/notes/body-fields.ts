import { arrayAt, at, isObject, type Json, objectAt } from '../../contracts/check/json.ts'
import { type FileLimits, fileLimitsIn } from '../images/file-limits.ts'

/** The fields that a page describes for one object of a create body, each with those of the object in it. */
export interface BodyFields {
  readonly fields: ReadonlyMap<string, BodyFields | undefined>
  /** What is said of the files whose addresses they hold. */
  readonly files: ReadonlyMap<string, FileLimits>
  /** Whether it may have fields of any name. */
  readonly isOpen: boolean
}

/** Where references of a schema are resolved. */
type Components = Readonly<Record<string, unknown>>

/** No page nests objects further. */
const DEEPEST = 8

/** A schema and everything it is put together from, references followed. */
const partsOf = (schema: Json | undefined, components: Components, depth = 0): readonly Json[] => {
  if (!isObject(schema) || depth > DEEPEST) return []
  const name = typeof schema.$ref === 'string' ? (schema.$ref.split('/').at(-1) ?? '') : undefined
  const referred = name !== undefined && Object.hasOwn(components, name) ? [components[name] as Json] : []
  const inner = ['allOf', 'anyOf', 'oneOf'].flatMap((keyword) => arrayAt(schema, keyword))
  const further = [...referred, ...inner, schema.then, schema.else]
  return [schema, ...further.flatMap((part) => partsOf(part, components, depth + 1))]
}

const read = (schema: Json | undefined, components: Components, depth: number): BodyFields | undefined => {
  const parts = partsOf(schema, components)
  const described = parts.flatMap((part) => Object.entries(objectAt(part, 'properties')))
  if (described.length === 0 || depth > DEEPEST) return undefined
  return {
    fields: new Map(described.map(([name, inner]) => [name, read(inner, components, depth + 1)])),
    files: new Map(described.flatMap(([name, inner]) => filesOf(name, inner))),
    isOpen: parts.some(
      (part) => at(part, 'patternProperties') !== undefined || isObject(at(part, 'additionalProperties')),
    ),
  }
}

const filesOf = (name: string, schema: Json | undefined): readonly (readonly [string, FileLimits])[] => {
  const limits = fileLimitsIn(schema) ?? fileLimitsIn(at(schema, 'items'))
  return limits === undefined ? [] : [[name, limits]]
}

const known = new WeakMap<object, BodyFields>()
/** Where pages that do not say so put the prompt. */
export const ANY_FIELDS: BodyFields = { fields: new Map(), files: new Map(), isOpen: true }

/** The fields that a request's schema describes. Read once per schema. */
export const bodyFieldsOf = (schema: unknown, components: Components = {}): BodyFields => {
  if (!isObject(schema)) return ANY_FIELDS
  const fields = known.get(schema) ?? read(schema, components, 0) ?? ANY_FIELDS
  known.set(schema, fields)
  return fields
}
