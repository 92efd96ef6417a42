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

/** Values of one or two fields that have to be ordered once. */
type Want = readonly (readonly [field: Field, value: Json])[]

/** The most orders of one model. */
const MOST_ROUNDS = 8
/** A text that is longer is not tried to its end. */
const LONGEST_TEXT = 5_000
/** A prompt that says something, and is shorter than anybody would forbid without saying so. */
const SHORT_PROMPT = 'Cat'

/**
 * As few bodies as have every option of the page once (one that goes with some values of another field only: once with each
 * of them), the longest texts, the empty ones and the other side of each switch; and one with only what is required. What they
 * cost differs.
 */
export const optionBodiesOf = (badBodies: BadBodies): readonly OptionBody[] => {
  const { right, least, model } = badBodies
  const bodies = roundsOf(badBodies).map((body, index) => ({
    name: `task-options-${index + 1}`,
    about: 'with other options',
    body,
  }))
  const short = model.page === undefined ? withShortPrompt(badBodies, least) : least
  if (JSON.stringify(short) === JSON.stringify(right)) return bodies
  return [...bodies, { name: 'task-minimal', about: 'with only what the page requires', body: short }]
}

const withShortPrompt = ({ model, set, targets, isWrong }: BadBodies, body: JsonObject): JsonObject => {
  const path = model.facts.promptPath.join('.')
  const field = targets.find((one) => one.path.join('.') === path)
  const short = field === undefined ? body : set(field, SHORT_PROMPT)(body)
  return isWrong(short) ? body : short
}

const roundsOf = (badBodies: BadBodies): readonly JsonObject[] => {
  const fields = badBodies.targets.filter(({ path }) => path.every((step) => typeof step === 'string'))
  let open = wantsOf(badBodies, fields)
  const bodies: JsonObject[] = []
  while (open.length > 0 && bodies.length < MOST_ROUNDS) {
    const extras = fields.flatMap((field) => extraFor(field, badBodies.right, bodies.length))
    const { body, left } = fill(badBodies, [...open, ...extras])
    const stillOpen = left.filter((want) => open.includes(want))
    // What goes with nothing else is never ordered.
    if (stillOpen.length === open.length && bodies.length > 0) return bodies
    if (body !== badBodies.right) bodies.push(body)
    open = stillOpen.length === open.length ? [] : stillOpen
  }
  return bodies
}

/** As many of these as go together. */
const fill = (
  { right, set, isWrong }: BadBodies,
  wants: readonly Want[],
): { readonly body: JsonObject; readonly left: readonly Want[] } => {
  let body = right
  const left: Want[] = []
  const taken = new Set<Field>()
  for (const want of wants) {
    const next = want.reduce((rest, [field, value]) => set(field, value)(rest), body)
    if (want.some(([field]) => taken.has(field)) || isWrong(next)) {
      left.push(want)
      continue
    }
    body = next
    for (const [field] of want) taken.add(field)
  }
  return { body, left }
}

/** Every option that the right body does not have; those that need a value of another field come first. */
const wantsOf = (badBodies: BadBodies, fields: readonly Field[]): readonly Want[] => {
  const { right, set, isWrong } = badBodies
  const options = (field: Field): readonly Json[] =>
    arrayAt(field.schema, 'enum').filter((value) => value !== null)
  const wants = fields.flatMap((field): readonly Want[] =>
    options(field)
      .filter((value) => value !== valueIn(right, field))
      .flatMap((value): readonly Want[] => {
        const body = set(field, value)(right)
        if (!isWrong(body)) return [[[field, value]]]
        const others = fields.filter((other) => other !== field)
        return others.flatMap((other) =>
          options(other)
            .filter((partner) => !isWrong(set(other, partner)(body)))
            .map(
              (partner): Want => [
                [field, value],
                [other, partner],
              ],
            ),
        )
      }),
  )
  return [...wants].sort((one, other) => other.length - one.length)
}

const valueIn = (body: JsonObject, { path }: Field): unknown =>
  path.reduce<unknown>((here, step) => Reflect.get(Object(here), step), body)

/** In the first round the other side of each switch and the longest texts; in the second the texts that are left empty. */
const extraFor = (field: Field, right: JsonObject, round: number): readonly Want[] => {
  const { schema } = field
  if (arrayAt(schema, 'enum').length > 0 || round > 1) return []
  if (round === 1) return schema.default === '' ? [[[field, '']]] : []
  if (typesOf(schema).includes('boolean')) return [[[field, valueIn(right, field) !== true]]]
  const most = numberAt(schema, 'maxLength')
  return most === undefined || most > LONGEST_TEXT || schema.format === 'uri'
    ? []
    : [[[field, sentence(most)]]]
}

/** Words up to a length: a text of one letter may be refused for what it says. Some are of more than one byte each letter. */
const sentence = (length: number): string =>
  'A cat plays the piano by the sea. 一只猫在海边弹钢琴。'.repeat(length / 30).slice(0, length)
