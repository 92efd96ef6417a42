import { arrayAt, type Json, type JsonObject } from '../../contracts/check/json.ts'
import { shown } from '../json-path.ts'
import { type BadBodies, type FurtherMistake, inTurn, namesOf } from './bad-bodies.ts'
import type { Field } from './fields.ts'
import { LONGEST_TEXT, wrongTypeFor } from './mistakes.ts'
import { numberAt, textOfLength } from './sample.ts'

/** A create request that is as the page allows, but for two mistakes, one of which is known to be refused. */
export interface AllowedProbe {
  readonly body: JsonObject
  /** The same in another body, in case the rest of the first one was the reason. */
  readonly again: JsonObject
  /** The value that is tried; absent if the probe is about a body without optional fields. */
  readonly allowed?: {
    readonly names: readonly string[]
    readonly says: string
    /** Whether it is the longest text that the page allows. */
    readonly isLongest: boolean
  }
  /** The two fields that are wrong, in words. */
  readonly wrong: string
  /** The names that a refusal may use for them. */
  readonly names: readonly string[]
}

/** The most probes per model, whatever its page states. */
const MOST_ALLOWED_PROBES = 24

/**
 * A body without any optional field, then options and limits, each in the body that the page shows: what a refusal must
 * not complain about. Empty if nothing that is known to be refused can be wrong.
 */
export const allowedProbesOf = (badBodies: BadBodies): readonly AllowedProbe[] => {
  const { right, furtherMistakes, least, targets } = badBodies
  const plain = probeWith(furtherMistakes, least, right)
  if (plain === undefined) return []
  const queues = targets.map((field): readonly AllowedProbe[] => {
    const broken = badBodies.set(field, wrongTypeFor(field.schema))(right)
    const later = badBodies.after(broken, field, 2)
    if (later.length < 2) return []
    const names = namesOf(badBodies.model, field.path)
    return allowedIn(field, right).flatMap(({ value, says, isLongest = false }) => {
      const [body, again] = [right, least].map(badBodies.set(field, value))
      if (body === undefined || again === undefined || badBodies.isWrong(body)) return []
      const probe = probeWith(later, body, again)
      return probe === undefined
        ? []
        : [{ ...probe, allowed: { names, says: `${names[0]} ${says}`, isLongest } }]
    })
  })
  return [plain, ...inTurn(queues, MOST_ALLOWED_PROBES - 1)]
}

const probeWith = (
  [first, second]: readonly FurtherMistake[],
  body: JsonObject,
  again: JsonObject,
): AllowedProbe | undefined => {
  if (first?.isKnown !== true || second === undefined) return undefined
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
): readonly { readonly value: Json; readonly says: string; readonly isLongest?: boolean }[] => {
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
      : [{ value: textOfLength(schema, most), says: `has ${most} characters`, isLongest: true }]
  return [...options, ...bounds, ...texts].filter(({ value }) => value !== null && value !== now)
}
