import { arrayAt, type Json, type JsonObject } from '../../contracts/check/json.ts'
import type { BadBodies } from './bad-bodies.ts'
import { type Field, typesOf } from './fields.ts'
import { numberAt } from './sample.ts'

/** A body that the page allows, unlike the cheapest one. */
export interface OptionBody {
  readonly name: string
  readonly about: string
  readonly body: JsonObject
}

/** How often options are moved on to find values that go together. */
const MOST_TRIES = 8

/**
 * As few bodies as have every option of the page once, the longest texts and the other side of each switch; and one with
 * only what is required. What they cost differs.
 */
export const optionBodiesOf = (badBodies: BadBodies): readonly OptionBody[] => {
  const { right, least, targets } = badBodies
  const rounds = Math.max(1, ...targets.map(({ schema }) => arrayAt(schema, 'enum').length))
  const bodies: OptionBody[] = []
  for (let round = 1; round < rounds; round += 1) {
    const body = bodyOfRound(badBodies, round)
    if (body !== undefined) bodies.push({ name: `task-options-${round}`, about: 'with other options', body })
  }
  if (JSON.stringify(least) !== JSON.stringify(right))
    bodies.push({ name: 'task-minimal', about: 'with only what the page requires', body: least })
  return bodies
}

const bodyOfRound = (badBodies: BadBodies, round: number): JsonObject | undefined => {
  const fields = badBodies.targets.filter(({ path }) => path.every((step) => typeof step === 'string'))
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const body = fields.reduce((rest, field, index) => {
      const value = valueFor(field, badBodies.right, round, round === 1 ? 0 : tries * (index + 1))
      if (value === undefined) return rest
      const next = badBodies.set(field, value)(rest)
      return next
    }, badBodies.right)
    if (!badBodies.isWrong(body)) return body
  }
  return undefined
}

const valueFor = (
  { path, schema }: Field,
  right: JsonObject,
  round: number,
  shift: number,
): Json | undefined => {
  const now = path.reduce<unknown>((here, step) => Reflect.get(Object(here), step), right)
  const options = arrayAt(schema, 'enum').filter((value) => value !== null)
  if (options.length > 0) {
    const start = Math.max(0, options.map(String).indexOf(String(now)))
    return options[(start + round + shift) % options.length]
  }
  if (round > 1) return undefined
  if (typesOf(schema).includes('boolean')) return now !== true
  const most = numberAt(schema, 'maxLength')
  return most === undefined || most > 5_000 || schema.format === 'uri' ? undefined : sentence(most)
}

/** Words up to a length: a text of one letter may be refused for what it says. */
const sentence = (length: number): string =>
  'A cat plays the piano by the sea. '.repeat(length / 30).slice(0, length)
