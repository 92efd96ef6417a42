import { arrayAt, isObject, type Json, type JsonObject } from '../../contracts/check/json.ts'
import { pathText } from '../json-path.ts'
import type { CheckedModel } from './checked-model.ts'
import { areRelated, type Field, type FieldPath } from './fields.ts'
import { type RuleKind, wrongTypeFor } from './mistakes.ts'
import { valueOutside } from './outside.ts'
import { changedAt } from './sample.ts'

/** Kie's fields are in `input`. */
const depthOf = ({ schema }: CheckedModel): number =>
  isObject(schema.properties) && isObject(schema.properties.input) ? 2 : 1

/**
 * The names that refusals may use for a field: the provider's own, with brackets, the name of what contains it, or the
 * field's own name.
 */
export const namesOf = (model: CheckedModel, path: FieldPath): readonly string[] => {
  const { fieldName } = model.facts.contract
  const outer = path.map((_step, index) => path.slice(0, index + 1)).slice(depthOf(model) - 1)
  const own = path.filter((step) => typeof step === 'string').slice(-1)
  return [
    ...new Set([fieldName(path), ...[...outer, own].flatMap((one) => [fieldName(one), bracketed(one)])]),
  ]
}

const bracketed = (path: FieldPath): string => pathText(path, '').replace(/^\./, '')

/** Whether a mistake in a field was seen to be refused with nothing else wrong. */
export type RefusedAlone = (field: Field, rule: RuleKind) => boolean

/** A further mistake in a create request. */
export interface FurtherMistake {
  readonly field: Field
  readonly names: readonly string[]
  /** Whether the provider is known to refuse it: a probe that relies on a check nobody has seen may buy something. */
  readonly isKnown: boolean
  readonly spoil: (body: JsonObject) => JsonObject
}

/** A valid body of one model, and the ways to spoil it. */
export class BadBodies {
  readonly model: CheckedModel
  readonly right: JsonObject
  /** Each is about a different field. Those known to be refused come first, and of them the last on the page. */
  readonly furtherMistakes: readonly FurtherMistake[]
  /** The fields whose rules are checked. */
  readonly targets: readonly Field[]

  readonly #isSeen: RefusedAlone

  constructor(model: CheckedModel, right: JsonObject, isSeen: RefusedAlone = () => false) {
    this.model = model
    this.#isSeen = isSeen
    this.right = right
    this.targets = model.fields.filter((field) => !model.isCallback(field))
    this.furtherMistakes = this.targets
      .filter(({ path }) => path.length === depthOf(model))
      .map((field) => this.#furtherMistake(field))
      .filter(({ spoil }) => this.isWrong(spoil(right)))
      .reverse()
      .sort((one, other) => Number(other.isKnown) - Number(one.isKnown))
  }

  #furtherMistake(field: Field): FurtherMistake {
    const { knownRefusals } = this.model.facts
    const names = namesOf(this.model, field.path)
    const options = arrayAt(field.schema, 'enum')
    if (options.length > 0 && knownRefusals.has('outside'))
      return { field, names, isKnown: true, spoil: this.set(field, valueOutside(options)) }
    if (field.isRequired && knownRefusals.has('missing'))
      return { field, names, isKnown: true, spoil: this.set(field, undefined) }
    const isKnown = this.#isSeen(field, 'wrong-type')
    return { field, names, isKnown, spoil: this.set(field, wrongTypeFor(field.schema)) }
  }

  /** Sets a field; `undefined` takes it away. */
  readonly set =
    ({ path }: Field, value: Json | undefined) =>
    (body: JsonObject): JsonObject =>
      changedAt(body, this.model.schema, path, () => value) as JsonObject

  readonly isWrong = (body: JsonObject): boolean => !this.model.allows(body)

  /**
   * Whether the first mistake that we find is in this place: a provider that checks in the page's order finds the same.
   */
  isFirst(body: JsonObject, { path }: Field): boolean {
    const breach = this.model.breachIn(body)
    return breach !== undefined && areRelated(breach.path, path)
  }

  /**
   * The first further mistakes that have nothing to do with a field and are checked after it, up to a number; none without a
   * known one.
   */
  after(body: JsonObject, field: Field, most: number): readonly FurtherMistake[] {
    const later: FurtherMistake[] = []
    for (const other of this.furtherMistakes) {
      if (areRelated(other.field.path, field.path) || !this.isFirst(other.spoil(body), field)) continue
      if (!other.isKnown && later.length === 0) return []
      later.push(other)
      if (later.length === most) break
    }
    return later
  }

  /**
   * As wrong as possible: no required field, and everything else of a wrong type. Only the model's name is right. `undefined`
   * if that is not two mistakes, one of them known to be refused: were it one, a provider that drops a rule would sell it.
   */
  get worst(): JsonObject | undefined {
    const spoilt = this.targets
      .filter(({ path }) => path.length === depthOf(this.model))
      .map((field) => ({
        isKnown: field.isRequired && this.model.facts.knownRefusals.has('missing'),
        spoil: this.set(field, field.isRequired ? undefined : wrongTypeFor(field.schema)),
      }))
    const mistakes = spoilt.filter(({ spoil }) => this.isWrong(spoil(this.right)))
    return mistakes.length < 2 || !mistakes.some(({ isKnown }) => isKnown)
      ? undefined
      : spoilt.reduce((body, { spoil }) => spoil(body), this.right)
  }

  /** The valid body without its optional fields, as far as it stays valid. */
  get least(): JsonObject {
    return this.targets.reduce((body, { path, isRequired }) => {
      if (isRequired || path.some((step) => typeof step === 'number')) return body
      const less = without(body, path)
      return this.isWrong(less) ? body : less
    }, this.right)
  }
}

const without = (body: JsonObject, [step, ...rest]: FieldPath): JsonObject => {
  if (step === undefined || !Object.hasOwn(body, step)) return body
  const { [step]: value, ...others } = body
  if (rest.length === 0) return others
  return isObject(value) ? { ...body, [step]: without(value, rest) } : body
}

/** One item of each queue in turn, up to a number. */
export const inTurn = <T>(queues: readonly (readonly T[])[], most: number): readonly T[] => {
  const longest = Math.max(0, ...queues.map(({ length }) => length))
  return Array.from({ length: longest }, (_, index) =>
    queues.flatMap((queue) => queue.slice(index, index + 1)),
  )
    .flat()
    .slice(0, most)
}
