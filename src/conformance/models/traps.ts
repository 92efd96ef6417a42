import { arrayAt, isObject, type Json, type JsonObject } from '../../contracts/check/json.ts'
import { shown } from '../json-path.ts'
import type { Field } from './fields.ts'
import { LONGEST_TEXT, wrongTypeFor } from './mistakes.ts'
import { numberAt, textOfLength } from './sample.ts'
import { inTurn, namesOf, type Spoiler, type Spoiling } from './spoiling.ts'

/** A create that is as the page allows, but for two things that are wrong. */
export interface Trap {
  readonly body: JsonObject
  /** The same in another body, for when the rest of the first one was why. */
  readonly again: JsonObject
  /** The value that is tried; absent where it is that nothing is given that could be left out. */
  readonly allowed?: { readonly names: readonly string[]; readonly says: string }
  /** The two fields that are wrong, in words. */
  readonly wrong: string
  /** What a refusal may call them. */
  readonly names: readonly string[]
}

/** At most so many per model, whatever its page states. */
const MOST_TRAPS = 24

/**
 * A body with nothing in it that could be left out, then options and limits, each in the body that the page shows: what
 * a refusal must not complain about. Empty where no two things can be wrong.
 */
export const trapsOf = (spoiling: Spoiling): readonly Trap[] => {
  const { model, right, spoilers } = spoiling
  const place = ({ field }: Spoiler): number => model.fields.indexOf(field)
  // What is looked at last lets everything else be looked at.
  const last = [...spoilers].sort((one, other) => place(other) - place(one))
  const least = leastOf(spoiling)
  const plain = trapWith(last, least, right)
  if (plain === undefined) return []
  const queues = spoiling.targets.map((field): readonly Trap[] => {
    const broken = spoiling.set(field, wrongTypeFor(field.schema))(right)
    const later = spoiling.apartFrom(field).filter((other) => spoiling.isFirst(other.spoil(broken), field))
    if (later.length < 2) return []
    const names = namesOf(model, field.path)
    return allowedIn(field, right).flatMap(({ value, says }) => {
      const [body, again] = [right, least].map(spoiling.set(field, value))
      if (body === undefined || again === undefined || spoiling.isWrong(body)) return []
      const trap = trapWith(later, body, again)
      return trap === undefined ? [] : [{ ...trap, allowed: { names, says: `${names[0]} ${says}` } }]
    })
  })
  return [plain, ...inTurn(queues, MOST_TRAPS - 1)]
}

/** Without what the page does not want, as far as that is right. */
const leastOf = (spoiling: Spoiling): JsonObject =>
  spoiling.targets.reduce((body, { path, isRequired }) => {
    if (isRequired || path.some((step) => typeof step === 'number')) return body
    const less = without(body, path)
    return spoiling.isWrong(less) ? body : less
  }, spoiling.right)

const without = (body: JsonObject, [step, ...rest]: Field['path']): JsonObject => {
  if (step === undefined || !Object.hasOwn(body, step)) return body
  const { [step]: value, ...others } = body
  if (rest.length === 0) return others
  return isObject(value) ? { ...body, [step]: without(value, rest) } : body
}

const trapWith = (
  [first, second]: readonly Spoiler[],
  body: JsonObject,
  again: JsonObject,
): Trap | undefined => {
  if (first === undefined || second === undefined) return undefined
  const spoiled = (one: JsonObject): JsonObject => second.spoil(first.spoil(one))
  return {
    body: spoiled(body),
    again: spoiled(again),
    wrong: `${second.names[0]} and ${first.names[0]}`,
    names: [...second.names, ...first.names],
  }
}

const allowedIn = (
  { path, schema }: Field,
  right: JsonObject,
): readonly { readonly value: Json; readonly says: string }[] => {
  const now = path.reduce<unknown>((here, step) => Reflect.get(Object(here), step), right)
  const options = arrayAt(schema, 'enum').map((value) => ({ value, says: `is ${shown(value)}` }))
  const bounds = [numberAt(schema, 'maximum'), numberAt(schema, 'minimum')].flatMap((value) =>
    value === undefined ? [] : [{ value, says: `is ${value}` }],
  )
  const most = numberAt(schema, 'maxLength')
  const texts =
    // A link that leads nowhere may be refused for that.
    most === undefined || most > LONGEST_TEXT || schema.format === 'uri'
      ? []
      : [{ value: textOfLength(schema, most), says: `has ${most} characters` }]
  return [...options, ...bounds, ...texts].filter(({ value }) => value !== null && value !== now)
}
