import { type Breach, wrong } from './breach.ts'
import { firstBreachOf } from './breaches.ts'
import type { Json } from './json.ts'
import { locate } from './page-order.ts'
import { validatorOf } from './validators.ts'

export type { Breach } from './breach.ts'

/**
 * The first thing in a body that its page does not allow, in the page's order; undefined if the page allows all of it.
 * If no alternative fits, it is what is wrong by the one that the caller meant.
 *
 * Checked by Ajv, as JSON Schema 2020-12 with three differences: `oneOf` refuses a body that fits several alternatives
 * only where they exclude each other, `multipleOf` forgives what binary fractions cannot say, and an empty text where
 * there must be one is a missing field. What a page gets wrong (`$ref`s to nowhere, unreadable patterns, limits that
 * are not numbers) is left open.
 * @param schema must not change after it was first used: it is compiled once
 * @example breachOf({ required: ['prompt'] }, {}) // { path: ['prompt'], kind: 'missing-field', says: 'is missing' }
 */
export const breachOf = (schema: Json, body: unknown): Breach | undefined => {
  const validator = validatorOf(schema)
  const errors = validator.errorsOf(body)
  if (errors.length === 0) return undefined
  const located = errors.map((error) => locate(error, validator.schema, body))
  return firstBreachOf(located) ?? wrong([], 'what its page describes')
}

/** Whether its page allows a body. The same as no `breachOf`, without finding out which mistake is the first. */
export const isAllowed = (schema: Json, body: unknown): boolean =>
  validatorOf(schema).errorsOf(body).length === 0
