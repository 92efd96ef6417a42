import type { JsonObject } from '../../contracts/check/json.ts'
import { type BadBodies, inTurn, namesOf } from './bad-bodies.ts'
import { areRelated, type Field } from './fields.ts'
import { type Mistake, mistakesIn, nearMistakesIn, type RuleKind } from './mistakes.ts'
import { cheaperOutside, valueOutside } from './outside.ts'

/** A create request that breaks a rule of its page. */
export interface Probe {
  readonly mistake: Mistake
  readonly body: JsonObject
  /** The field that is wrong, as the provider calls it. */
  readonly field: readonly string[]
  /** The other names that a refusal may use for it. */
  readonly aliases: readonly string[]
  /** The names that it may use for the other mistakes. */
  readonly also: readonly string[]
}

/** The most probes per imported model, whatever its page states. */
const MOST_PROBES = 24
/** The most mistakes besides the one that is checked. */
const MOST_OTHERS = 2

const RULES: readonly RuleKind[] = [
  ...(['missing', 'outside', 'too-high', 'too-low', 'too-long', 'too-many', 'wrong-type'] as const),
  ...(['too-short', 'too-few', 'not-whole', 'other-form'] as const),
]

/**
 * The rules of a page, each broken once and together with something that is known to be refused and checked later: as
 * many kinds of rules as possible, from the outside in.
 */
export const probesOf = (badBodies: BadBodies): readonly Probe[] =>
  chosen(badBodies, badBodies.targets, (mistake) => {
    const { field, spoil } = mistake
    const spoiled = spoil(badBodies.right)
    const others = badBodies.after(spoiled, field, MOST_OTHERS)
    // With one mistake alone it might be bought.
    if (others.length === 0) return undefined
    const body = others.reduce((rest, other) => other.spoil(rest), spoiled)
    return { ...named(badBodies, mistake), body, also: others.flatMap(({ names }) => names) }
  })

/** The rules of a page, each broken with nothing else wrong: a provider that has dropped the rule accepts it. */
export const aloneProbesOf = (badBodies: BadBodies): readonly Probe[] =>
  chosen(
    badBodies,
    badBodies.model.fields,
    (mistake) => ({ ...named(badBodies, mistake), body: mistake.spoil(badBodies.right), also: [] }),
    true,
  )

const chosen = (
  badBodies: BadBodies,
  fields: readonly Field[],
  probeOf: (mistake: Mistake) => Probe | undefined,
  isAlone = false,
): readonly Probe[] => {
  const { model, right } = badBodies
  const outside = isAlone ? cheaperOutside : valueOutside
  const most = model.page === undefined ? Number.POSITIVE_INFINITY : MOST_PROBES
  const mistakes = fields
    .flatMap((field) => [
      ...mistakesIn(model.schema, field, outside),
      // Your own pages are checked for what they state, and no further.
      ...(isAlone && model.page === undefined ? nearMistakesIn(model.schema, field) : []),
    ])
    .filter(({ spoil }) => badBodies.isWrong(spoil(right)))
  const queues = RULES.map((rule) =>
    mistakes
      .filter((mistake) => mistake.rule === rule)
      .sort((one, other) => one.field.path.length - other.field.path.length),
  )
  const place = ({ mistake: { field, rule } }: Probe): number =>
    fields.indexOf(field) * RULES.length + RULES.indexOf(rule)
  // A few more than are sent: for some there may be no second mistake.
  return inTurn(queues, 2 * most)
    .flatMap((mistake) => probeOf(mistake) ?? [])
    .slice(0, most)
    .sort((one, other) => place(one) - place(other))
}

const named = (badBodies: BadBodies, mistake: Mistake): Pick<Probe, 'mistake' | 'field' | 'aliases'> => {
  const [name = '', ...aliases] = namesOfMistake(badBodies, mistake)
  return { mistake, field: [name], aliases }
}

/** If an object is missing, so are its members. */
const namesOfMistake = ({ model }: BadBodies, { field, rule }: Mistake): readonly string[] => {
  const isBelow = ({ path }: Field): boolean =>
    path.length > field.path.length && areRelated(field.path, path)
  const below = rule === 'missing' ? model.fields.filter(isBelow) : []
  return [field, ...below].flatMap(({ path }) => namesOf(model, path))
}
