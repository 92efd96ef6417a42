import type { ErrorObject, ValidateFunction } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { checkable } from './checkable.ts'
import { FORMATS } from './formats.ts'
import { isObject, type Json, type JsonObject } from './json.ts'
import { OWN_KEYWORDS } from './keywords.ts'
import { once } from './once.ts'
import { readPattern } from './page-pattern.ts'

const regExp = Object.assign(
  (source: string) => readPattern(source) ?? { test: () => true, toString: () => source },
  { code: 'readPattern' },
)

/**
 * Each schema has its own Ajv: no schema can change what another means, and the compiled code is freed with its schema.
 * With `meta` and `validateSchema` off that costs a quarter of a millisecond.
 */
const compiled = (schema: Json, allErrors: boolean): ValidateFunction => {
  const ajv = new Ajv2020({
    allErrors,
    strict: false,
    meta: false,
    validateSchema: false,
    addUsedSchema: false,
    messages: false,
    logger: false,
    // Otherwise a field called `constructor` would exist in every body.
    ownProperties: true,
    formats: FORMATS,
    // Optimising the code takes as long as generating it.
    code: { regExp, optimize: false },
  })
  for (const definition of OWN_KEYWORDS) {
    ajv.removeKeyword(String(definition.keyword))
    ajv.addKeyword(definition)
  }
  return ajv.compile(isObject(schema) || typeof schema === 'boolean' ? schema : true)
}

/** A schema of a page, ready to check bodies. */
export interface Validator {
  /** The schema that is really checked. */
  readonly schema: Json
  /** Everything that is wrong with a body; of a very large one, only the first thing. */
  errorsOf(body: unknown): readonly ErrorObject[]
}

/** Reporting every error of a body with a million wrong items would fill the memory. */
const LARGEST_TOLD = 5_000

const isLarge = (body: unknown): boolean => {
  const waiting: unknown[] = [body]
  for (let count = 0; waiting.length > 0; count += 1) {
    if (count + waiting.length > LARGEST_TOLD) return true
    const node = waiting.pop()
    if (typeof node !== 'object' || node === null) continue
    const inner = Object.values(node)
    if (inner.length > LARGEST_TOLD) return true
    waiting.push(...inner)
  }
  return false
}

const NOTHING: readonly ErrorObject[] = []

const validatorFor = (schema: Json): Validator => {
  if (isObject(schema) && Object.keys(schema).length === 0) return { schema, errorsOf: () => NOTHING }
  const thorough = once(() => compiled(schema, true))
  const quick = once(() => compiled(schema, false))
  return {
    schema,
    errorsOf: (body) => {
      const check = isLarge(body) ? quick() : thorough()
      return check(body) === true ? NOTHING : (check.errors ?? NOTHING)
    },
  }
}

const known = new WeakMap<JsonObject, Validator>()

/** A page says the same of many fields, and is read again under another name: schemas with the same text share a validator. */
const alike = new Map<string, Validator>()
/** Characters. A validator takes about 20 kB. */
const LONGEST_ALIKE = 20_000
const MOST_ALIKE = 200

const made = (given: Json): Validator => {
  const schema = checkable(given)
  const text = JSON.stringify(schema)
  if (text.length > LONGEST_ALIKE) return validatorFor(schema)
  const validator = alike.get(text) ?? validatorFor(schema)
  if (alike.size >= MOST_ALIKE) alike.clear()
  alike.set(text, validator)
  return validator
}

/** The validator of a schema, compiled on first use and kept as long as the schema, which must no longer change. */
export const validatorOf = (schema: Json): Validator => {
  if (!isObject(schema)) return made(schema)
  const kept = known.get(schema) ?? made(schema)
  known.set(schema, kept)
  return kept
}
