import { arrayAt, at, isObject, type Json, objectAt, sameJson } from './json.ts'

type IssuePath = readonly PropertyKey[]

/** How a value misses an alternative, whichever checker found out. */
export interface Misfit {
  /** From the top of the body. */
  readonly path: IssuePath
  /** It has another type, is not among the choices, is missing, or is wrong in some other way. */
  readonly kind: 'type' | 'choice' | 'missing' | 'other'
}

/** One of several schemas of which a value should fit one, with everything that keeps it from fitting. */
export interface Alternative<Problem> {
  readonly problems: readonly Problem[]
  /** If known. Otherwise an alternative is taken to describe every field. */
  readonly schema?: Json | undefined
}

/** A value that fits none of several alternatives. */
export interface Misfitting<Problem> {
  readonly alternatives: readonly Alternative<Problem>[]
  /** Where the value is in the body. */
  readonly path: IssuePath
  readonly value: unknown
  readonly misfitOf: (problem: Problem) => Misfit
}

interface Candidate<Problem> extends Alternative<Problem> {
  readonly misfits: readonly Misfit[]
}

const samePath = (one: IssuePath, other: IssuePath): boolean =>
  one.length === other.length && one.every((step, index) => step === other[index])

/**
 * The alternatives that the caller most likely meant, each with what is wrong with it; several if nothing tells them
 * apart. The criteria, in this order: the type, constants that match (`kind: "file"`), fields that only it requires,
 * few missing fields, fields that it describes, and few mistakes.
 */
export const meantAlternatives = <Problem>(given: Misfitting<Problem>): readonly Alternative<Problem>[] => {
  const all = given.alternatives.map((each) => ({ ...each, misfits: each.problems.map(given.misfitOf) }))
  const ofType = all.filter(({ misfits }) => !misfits.some((misfit) => isOtherType(misfit, given.path)))
  if (ofType.length === 0) return all
  const asked = sameChoice(ofType, given)
  if (asked !== undefined) return asked
  const scored = ofType.map((candidate) => ({ candidate, score: scoreOf(candidate, ofType, given) }))
  const [best] = scored.toSorted((one, other) => compare(one.score, other.score))
  return scored
    .filter(({ score }) => compare(score, best?.score ?? []) === 0)
    .map(({ candidate }) => candidate)
}

const isOtherType = ({ kind, path }: Misfit, at: IssuePath): boolean => kind === 'type' && samePath(path, at)

/** If every alternative misses the same choice, that choice is what is wrong: then all of its values are listed. */
const sameChoice = <Problem>(
  candidates: readonly Candidate<Problem>[],
  { path, misfitOf }: Misfitting<Problem>,
): readonly Alternative<Problem>[] | undefined => {
  const isNear = ({ kind, path: place }: Misfit): boolean =>
    kind === 'choice' && place.length <= path.length + 1
  const place = candidates[0]?.misfits.find(
    (misfit) =>
      isNear(misfit) &&
      candidates.every(({ misfits }) =>
        misfits.some((other) => isNear(other) && samePath(other.path, misfit.path)),
      ),
  )?.path
  if (place === undefined) return undefined
  const isThere = (problem: Problem): boolean => {
    const misfit = misfitOf(problem)
    return isNear(misfit) && samePath(misfit.path, place)
  }
  return candidates.map(({ problems, schema }) => ({ schema, problems: problems.filter(isThere) }))
}

type Score = readonly number[]

/** Less is closer. */
const compare = (one: Score, other: Score): number => {
  const index = one.findIndex((part, place) => part !== other[place])
  return index === -1 ? 0 : (one[index] ?? 0) - (other[index] ?? 0)
}

const scoreOf = <Problem>(
  candidate: Candidate<Problem>,
  all: readonly Candidate<Problem>[],
  { path, value }: Misfitting<Problem>,
): Score => {
  const { misfits, schema } = candidate
  const others = all.filter((other) => other !== candidate)
  const isHere = (name: string): boolean => isObject(value) && Object.hasOwn(value, name)
  const own = (listOf: (schema: Json | undefined) => readonly string[]): number =>
    listOf(schema).filter(
      (name) => isHere(name) && !others.every((other) => listOf(other.schema).includes(name)),
    ).length
  const constants = misfits.filter(
    ({ kind, path: place }) => kind === 'choice' && place.length <= path.length + 1,
  )
  return [
    constants.filter((misfit) => others.some((other) => allows(other, misfit.path, value))).length,
    -own(requiredIn),
    misfits.filter(({ kind }) => kind === 'missing').length,
    -own(describedIn),
    constants.length,
    misfits.length,
  ]
}

const requiredIn = (schema: Json | undefined): readonly string[] => arrayAt(schema, 'required').map(String)

const describedIn = (schema: Json | undefined): readonly string[] =>
  Object.keys(objectAt(schema, 'properties'))

/** Whether an alternative has the value that another refuses among its own choices. */
const allows = <Problem>(
  { misfits, schema }: Candidate<Problem>,
  path: IssuePath,
  value: unknown,
): boolean => {
  if (misfits.some((misfit) => misfit.kind === 'choice' && samePath(misfit.path, path))) return false
  if (schema === undefined) return true
  const name = String(path.at(-1))
  const described = at(schema, 'properties', name)
  const choices = [
    ...arrayAt(described, 'enum'),
    ...(at(described, 'const') === undefined ? [] : [at(described, 'const')]),
  ]
  return isObject(value) && choices.some((choice) => sameJson(choice, value[name]))
}
