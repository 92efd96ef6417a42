import type { core } from 'zod'
import { breachOf } from '../../contracts/check/body-check.ts'
import type { ErrorKind, ProviderContract } from '../../contracts/index.ts'
import { textOr } from '../../contracts/media.ts'
import { modelsOf, schemasOf } from '../../contracts/schemas.ts'
import type { ImportedPage } from '../../pages/imported-page.ts'
import { Refusal } from '../http/refusal.ts'
import type { Catalogue } from '../models/catalogue.ts'
import type { Settings } from '../settings.ts'

type Issue = core.$ZodIssue
type Body = Readonly<Record<string, unknown>>

/** A create body that is right. */
export interface Valid {
  /** As the catalogue has it: a million tasks then share one text. */
  readonly model: string
  /** The field that takes the callback address. */
  readonly callbackField: string
  /** What the caller should know. */
  readonly note?: string
}

/** Checks a create body, sent to `path`, against the contract. @throws Refusal naming the first field that is wrong */
export type Validate = (body: Body, path: string) => Valid

interface Wrong {
  readonly kind: ErrorKind
  readonly message: string
}

const valueAt = (body: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], body)

/** Every simple issue behind a union's. */
const leavesOf = (issue: Issue): readonly Issue[] =>
  issue.code === 'invalid_union' ? issue.errors.flat().flatMap(leavesOf) : [issue]

/** What was expected, from every branch: `5|10`, or the one leaf's own words. */
const expectation = (leaves: readonly Issue[]): string => {
  const values = leaves.flatMap((leaf) => (leaf.code === 'invalid_value' ? leaf.values : []))
  if (values.length > 0) return `expected one of ${values.map((value) => JSON.stringify(value)).join('|')}`
  const words = (leaves[0]?.message ?? 'it is wrong').replace(/^Invalid input: /, '')
  return `${words.charAt(0).toLowerCase()}${words.slice(1)}`
}

const wrongWith = (issue: Issue, value: unknown, name: string): Wrong => {
  // What may not be empty is what must be there: an empty prompt is a missing one.
  if (issue.code === 'too_small' && value === '')
    return { kind: 'missing-field', message: `${name} is empty.` }
  if (value === undefined) return { kind: 'missing-field', message: `${name} is missing.` }
  const leaves = leavesOf(issue)
  // A wrong value says more than a wrong type.
  const leaf = leaves.find(({ code }) => code !== 'invalid_type') ?? leaves[0] ?? issue
  const message = `${name} is not what the contract says: ${expectation(leaves)}.`
  if (leaf.code === 'invalid_type') return { kind: 'invalid-type', message }
  if (leaf.code === 'too_big' && leaf.origin === 'string') return { kind: 'too-long', message }
  if (leaf.code === 'invalid_value' && typeof leaf.values[0] !== typeof value)
    return { kind: 'invalid-type', message }
  return { kind: 'invalid-value', message }
}

/** How many models are named to somebody who asked for another. */
const MOST_NAMES = 10

const listed = (names: readonly string[]): string =>
  names.length <= MOST_NAMES
    ? names.join(', ')
    : `${names.slice(0, MOST_NAMES).join(', ')} and ${names.length - MOST_NAMES} more`

/** Builds the check of one provider's create bodies. @param catalogue the pages that come before the bundled ones */
export const createValidator = (
  contract: ProviderContract,
  settings: Settings,
  catalogue?: Catalogue,
): Validate => {
  const schemas = schemasOf(contract.openapi)
  const models = modelsOf(contract.openapi)
  const known = listed([...models.keys()])

  const modelOf = (body: Body, path: string) => {
    const { model } = body
    if (model === undefined || model === null || model === '') {
      throw new Refusal('missing-model', `model is missing; it is one of ${known}.`, 'model')
    }
    if (typeof model !== 'string') throw new Refusal('invalid-type', 'model is a text.', 'model')
    const found = models.get(model)
    if (found === undefined && settings.unknownModels === 'refuse') {
      throw new Refusal('unknown-model', `No page describes this model; there are ${known}.`, 'model')
    }
    if (found !== undefined && found.path !== path)
      throw new Refusal('unknown-model', `${model} is created by POST ${found.path}, not ${path}.`, 'model')
    return found
  }

  /** What any request has, whichever its model. */
  const checkEnvelope = (body: Body): void => {
    const wantsInput = contract.promptOf({ input: { prompt: 'any' } }) !== undefined
    if (!wantsInput || (typeof body.input === 'object' && body.input !== null && !Array.isArray(body.input)))
      return
    const kind = body.input === undefined ? 'missing-field' : 'invalid-type'
    throw new Refusal(kind, 'input is an object with what the model is to make.', 'input')
  }

  const checkCallback = (body: Body, field: string): void => {
    const url = body[field]
    if (typeof url !== 'string' || settings.callbackPolicy !== 'provider') return
    const reason = contract.callbacks.refuses(url)
    if (reason !== undefined) throw new Refusal('invalid-value', reason, field)
  }

  const checkByPage = (page: ImportedPage, body: Body): void => {
    const breach = breachOf(page.request, body)
    if (breach === undefined) return
    const field = contract.fieldName(breach.path)
    throw new Refusal(breach.kind, `${field === '' ? 'The body' : field} ${breach.says}.`, field || undefined)
  }

  const checkByContract = (schemaName: string, body: Body): void => {
    const issue = schemas.component(schemaName).safeParse(body).error?.issues[0]
    if (issue === undefined) return
    const field = contract.fieldName(issue.path)
    const { kind, message } = wrongWith(issue, valueAt(body, issue.path), field)
    throw new Refusal(kind, message, field)
  }

  return (body, path) => {
    const model = modelOf(body, path)
    const page = catalogue?.pageOf(contract.name, model?.id)
    if (model === undefined) checkEnvelope(body)
    else if (page !== undefined) checkByPage(page, body)
    else checkByContract(model.schemaName, body)
    const broken = contract.refine(body)
    if (broken !== undefined) throw new Refusal('invalid-value', broken.message, broken.field)
    const callbackField = page?.callbackParam ?? contract.callbackField
    checkCallback(body, callbackField)
    if (model !== undefined) return { model: model.id, callbackField }
    const name = textOr(body.model, '')
    const note = `No page describes ${name}; only its envelope was checked (--unknown-models accept).`
    return { model: name, callbackField, note }
  }
}
