import type { Json, JsonObject } from '../../contracts/check/json.ts'
import { readPattern } from '../../contracts/check/page-pattern.ts'

export const NUMBER_KEYS = [
  ...['minimum', 'maximum', 'multipleOf', 'exclusiveMinimum', 'exclusiveMaximum'],
  ...['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties'],
]

export const numeric = (schema: JsonObject, key: string, warn: (message: string) => void): void => {
  const value = schema[key]
  if (value === undefined || typeof value === 'boolean') return
  if (typeof value === 'number' && Number.isFinite(value)) return
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN
  if (Number.isFinite(number)) {
    warn(`${key} is written as a text, ${JSON.stringify(value)}; taken as a number`)
    schema[key] = number
  } else {
    if (value !== null) warn(`${key} is not a number: ${JSON.stringify(value).slice(0, 80)}`)
    delete schema[key]
  }
}

/** OpenAPI 3.0 says `minimum: 0` with `exclusiveMinimum: true`, 3.1 `exclusiveMinimum: 0`. */
export const booleanBounds = (schema: JsonObject): void => {
  for (const [key, bound] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    const value = schema[key]
    if (typeof value !== 'boolean') continue
    delete schema[key]
    const limit = schema[bound]
    if (!value || limit === undefined) continue
    schema[key] = limit
    delete schema[bound]
  }
}

const ranges = [
  ['minimum', 'maximum'],
  ['minLength', 'maxLength'],
  ['minItems', 'maxItems'],
  ['exclusiveMinimum', 'exclusiveMaximum'],
] as const

export const withoutNonsense = (schema: JsonObject, warn: (message: string) => void): JsonObject => {
  for (const [low, high] of ranges) {
    const [least, most] = [schema[low], schema[high]]
    if (typeof least !== 'number' || typeof most !== 'number' || least <= most) continue
    warn(`${low} ${least} is above ${high} ${most}; both are left out`)
    delete schema[low]
    delete schema[high]
  }
  for (const key of ['minLength', 'maxLength', 'minItems', 'maxItems']) {
    const value = schema[key]
    if (typeof value === 'number' && (value < 0 || !Number.isInteger(value))) {
      warn(`${key} ${value} makes no sense; left out`)
      delete schema[key]
    }
  }
  if (typeof schema.multipleOf === 'number' && schema.multipleOf <= 0) {
    warn(`multipleOf ${schema.multipleOf} makes no sense; left out`)
    delete schema.multipleOf
  }
  if (schema.pattern !== undefined && !isPattern(schema.pattern)) {
    warn(
      `the pattern ${JSON.stringify(schema.pattern).slice(0, 80)} cannot be read, or takes more than linear time; left out`,
    )
    delete schema.pattern
  }
  return schema
}

const isPattern = (value: Json): boolean => typeof value === 'string' && readPattern(value) !== undefined
