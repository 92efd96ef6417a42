import type { CheckedModel } from '../../src/conformance/models/checked-model.ts'
import { breachOf } from '../../src/contracts/check/body-check.ts'
import { isObject, type JsonObject } from '../../src/contracts/check/json.ts'
import { modelsOf } from '../../src/contracts/models.ts'
import type { ImportedPage } from '../../src/pages/imported-page.ts'
import { changeableIn, pageRequiring, pageWith } from './mutation/page-changes.ts'

/** A page with one of its rules gone, each in turn; not what holds all of Kie's fields. */
export const loosened = <P extends Pick<ImportedPage, 'request'>>(page: P): readonly P[] =>
  changeableIn(page)
    .filter(({ path }) => path.join() !== 'input')
    .flatMap(({ path, isRequired }) =>
      [
        pageWith(page, path, () => ({})),
        typeof path.at(-1) === 'string' && isRequired ? pageRequiring(page, path, false) : undefined,
      ].filter((changed) => changed !== undefined),
    )

/** Whether a model has every field of a body: then it can be taken for the one that the body names. */
const couldServe = ({ schema }: CheckedModel, body: JsonObject): boolean => {
  const names = new Set(changeableIn({ request: schema }).map(({ path }) => path.at(-1)))
  const { model: _named, ...fields } = isObject(body.input) ? body.input : body
  return Object.keys(fields).every((name) => names.has(name))
}

/**
 * Whether a provider would accept a create request if it had dropped any one of its rules about a bundled model: that the model
 * has to be named, what one field has to be, or what goes with what.
 */
export const isSoldWithoutARule = (model: CheckedModel, body: JsonObject): boolean => {
  const { schema, id, facts } = model
  const named = { ...body, model: id }
  const isOfAnother = body.model !== id && modelsOf(facts.contract).has(String(body.model))
  if (isOfAnother && !couldServe(model, body)) return false
  if (body.model !== id) return model.breachIn(named) === undefined
  if (breachOf(schema, named) === undefined) return true
  if (facts.contract.refine(named) !== undefined) return false
  return loosenedOnce(schema).some((request) => breachOf(request, named) === undefined)
}

const known = new WeakMap<JsonObject, readonly JsonObject[]>()

/** The same schemas for each body, since a schema is compiled once. */
const loosenedOnce = (schema: JsonObject): readonly JsonObject[] => {
  const all = known.get(schema) ?? loosened({ request: schema }).map(({ request }) => request)
  known.set(schema, all)
  return all
}

/** A body that could order something: an object. */
export const orderIn = (text: string): readonly JsonObject[] => {
  try {
    const body: unknown = JSON.parse(text)
    return isObject(body) ? [body] : []
  } catch {
    return []
  }
}
