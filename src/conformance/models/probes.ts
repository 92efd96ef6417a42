import type { JsonObject } from '../../contracts/check/json.ts'
import { areRelated } from './fields.ts'
import { type Mistake, mistakesIn, type Rule } from './mistakes.ts'
import { inTurn, namesOf, type Spoiling } from './spoiling.ts'

/** A create that is wrong in at least two ways. */
export interface Probe {
  readonly mistake: Mistake
  readonly body: JsonObject
  /** The field that is wrong, as the provider calls it; and the other, where that is looked at first. */
  readonly field: readonly string[]
  /** What else a refusal may call it. */
  readonly aliases: readonly string[]
  /** What it may call the other things that are wrong. */
  readonly also: readonly string[]
}

/** At most so many per model, whatever its page states. */
const MOST_PROBES = 24
/** Beside the one that is looked at. */
const MOST_OTHERS = 2

const RULES: readonly Rule[] = [
  ...(['missing', 'outside', 'too-high', 'too-low', 'too-long', 'too-many', 'wrong-type'] as const),
  ...(['too-short', 'too-few'] as const),
]

/** The rules of a page, each broken once: as many kinds of them as there are, from the outside in. */
export const probesOf = (spoiling: Spoiling): readonly Probe[] => {
  const { model, targets, right } = spoiling
  const probes = targets
    .flatMap((field) => mistakesIn(model.schema, field))
    .filter(({ spoil }) => spoiling.isWrong(spoil(right)))
  const queues = RULES.map((rule) =>
    probes
      .filter((mistake) => mistake.rule === rule)
      .sort((one, other) => one.field.path.length - other.field.path.length),
  )
  const place = ({ mistake: { field, rule } }: Probe): number =>
    targets.indexOf(field) * RULES.length + RULES.indexOf(rule)
  // A few more than are sent: some may have nothing beside them that could be wrong too.
  return inTurn(queues, 2 * MOST_PROBES)
    .flatMap((mistake) => probeOf(spoiling, mistake) ?? [])
    .slice(0, MOST_PROBES)
    .sort((one, other) => place(one) - place(other))
}

/**
 * With other things wrong: best those that are looked at later, so that a refusal names the one that is meant. None where
 * nothing else can be wrong: with one mistake alone it might be bought.
 */
const probeOf = (spoiling: Spoiling, mistake: Mistake): Probe | undefined => {
  const { field, spoil } = mistake
  const spoiled = spoil(spoiling.right)
  const apart = spoiling.apartFrom(field)
  const later = apart.filter((other) => spoiling.isFirst(other.spoil(spoiled), field)).slice(0, MOST_OTHERS)
  if (apart.length === 0) return undefined
  const others = later.length > 0 ? later : apart.slice(0, 1)
  const body = others.reduce((rest, other) => other.spoil(rest), spoiled)
  const [name = '', ...aliases] = namesOfMistake(spoiling, mistake)
  const names = others.flatMap((other) => other.names)
  if (later.length > 0) return { mistake, body, field: [name], aliases, also: names }
  return { mistake, body, field: [name, names[0] ?? ''], aliases: [...aliases, ...names], also: [] }
}

/** Where an object is missing, what should be in it is missing too. */
const namesOfMistake = ({ model }: Spoiling, { field, rule }: Mistake): readonly string[] => {
  const isBelow = ({ path }: Mistake['field']): boolean =>
    path.length > field.path.length && areRelated(field.path, path)
  const below = rule === 'missing' ? model.fields.filter(isBelow) : []
  return [field, ...below].flatMap(({ path }) => namesOf(model, path))
}
