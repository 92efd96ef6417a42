import { arrayAt, isObject, type Json, type JsonObject } from '../../contracts/check/json.ts'
import { contracts } from '../../contracts/index.ts'
import { pathText } from '../json-path.ts'
import { areRelated, type Field, type Path } from './fields.ts'
import type { ImportedModel } from './imported-model.ts'
import { wrongTypeFor } from './mistakes.ts'
import { changedAt } from './sample.ts'

/** Kie's fields stand in `input`. */
const depthOf = ({ schema }: ImportedModel): number =>
  isObject(schema.properties) && isObject(schema.properties.input) ? 2 : 1

/** What refusals may call a field: as the provider does, with brackets, by what it stands in, or by its own name. */
export const namesOf = (model: ImportedModel, path: Path): readonly string[] => {
  const { fieldName } = contracts[model.provider]
  const outer = path.map((_step, index) => path.slice(0, index + 1)).slice(depthOf(model) - 1)
  const own = path.filter((step) => typeof step === 'string').slice(-1)
  return [
    ...new Set([fieldName(path), ...[...outer, own].flatMap((one) => [fieldName(one), bracketed(one)])]),
  ]
}

const bracketed = (path: Path): string => pathText(path, '').replace(/^\./, '')

/** A further thing to be wrong with a create. */
export interface Spoiler {
  readonly field: Field
  readonly names: readonly string[]
  readonly spoil: (body: JsonObject) => JsonObject
}

/** A body of one model that is right, and the ways to spoil it. */
export class Spoiling {
  readonly model: ImportedModel
  readonly right: JsonObject
  /** Each spoils a field of its own; what providers were seen to refuse comes first, and of that the last of the page. */
  readonly spoilers: readonly Spoiler[]
  /** The fields whose rules are looked at. */
  readonly targets: readonly Field[]

  constructor(model: ImportedModel, right: JsonObject) {
    this.model = model
    this.right = right
    this.targets = model.fields.filter((field) => !model.isCallback(field))
    this.spoilers = model.fields
      .filter((field) => field.path.length === depthOf(model) || model.isCallback(field))
      .map((field) => ({
        field,
        names: namesOf(model, field.path),
        spoil: this.set(field, model.isCallback(field) ? 7 : wrongTypeFor(field.schema)),
      }))
      .filter(({ spoil }) => this.isWrong(spoil(right)))
      .reverse()
      .sort((one, other) => strength(other) - strength(one))
  }

  set({ path }: Field, value: Json): (body: JsonObject) => JsonObject {
    return (body) => changedAt(body, this.model.schema, path, () => value) as JsonObject
  }

  isWrong(body: JsonObject): boolean {
    return this.model.breachIn(body) !== undefined
  }

  /** Whether the first thing that we find wrong is there: who checks in the page's order finds the same. */
  isFirst(body: JsonObject, { path }: Field): boolean {
    const breach = this.model.breachIn(body)
    return breach !== undefined && areRelated(breach.path, path)
  }

  /** Ways to spoil that have nothing to do with a field. */
  apartFrom({ path }: Field): readonly Spoiler[] {
    return this.spoilers.filter(({ field }) => !areRelated(field.path, path))
  }
}

/** Observed of Kie: it refuses what has to be there and options that are none; wrong types are only assumed. */
const strength = ({ field: { isRequired, schema } }: Spoiler): number =>
  isRequired ? 2 : arrayAt(schema, 'enum').length > 0 ? 1 : 0

/** One of each queue in turn, as long as there is any, and at most so many. */
export const inTurn = <T>(queues: readonly (readonly T[])[], most: number): readonly T[] => {
  const longest = Math.max(0, ...queues.map(({ length }) => length))
  return Array.from({ length: longest }, (_, index) =>
    queues.flatMap((queue) => queue.slice(index, index + 1)),
  )
    .flat()
    .slice(0, most)
}
