import type { core } from 'zod'
import { breachOf } from '../../contracts/check/body-check.ts'
import type { ErrorKind, Place, ProviderContract, RequestBody, RequestParts } from '../../contracts/index.ts'
import { nameOfPlace, saidAt, valueAt } from '../../contracts/place.ts'
import { modelsOf, schemasOf } from '../../contracts/schemas.ts'
import type { ImportedPage } from '../../pages/imported-page.ts'
import { Refusal } from '../http/refusal.ts'
import type { Catalogue } from '../models/catalogue.ts'
import type { Settings } from '../settings.ts'

type Issue = core.$ZodIssue

/** A create body that is right. */
export interface Valid {
  /** As the catalogue has it: a million tasks then share one text. */
  readonly model: string
  /** Where its callbacks go; anything but a text asks for none. */
  readonly callbackUrl: unknown
  /** What the caller should know. */
  readonly note?: string
}

/** A create request, taken apart. */
export interface CreateRequest extends RequestParts {
  readonly body: RequestBody
  /** The path of its operation. */
  readonly path: string
}

/** Checks a create request against the contract. @throws Refusal naming the first field that is wrong */
export type Validate = (request: CreateRequest) => Valid

interface Wrong {
  readonly kind: ErrorKind
  readonly message: string
}

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
  const models = modelsOf(contract)
  const known = listed([...models.keys()])

  const modelField = nameOfPlace(contract.modelAt)

  const modelOf = (request: CreateRequest) => {
    const model = saidAt(request, contract.modelAt)
    const { path } = request
    if (model === undefined || model === null || model === '') {
      throw new Refusal('missing-model', `${modelField} is missing; it is one of ${known}.`, modelField)
    }
    if (typeof model !== 'string')
      throw new Refusal('invalid-type', `${modelField} must be a string.`, modelField)
    const found = models.get(model)
    if (found === undefined && settings.unknownModels === 'refuse') {
      throw new Refusal('unknown-model', `No page describes this model; there are ${known}.`, modelField)
    }
    if (found !== undefined && found.path !== path)
      throw new Refusal(
        'unknown-model',
        `${model} is created by POST ${found.path}, not ${path}.`,
        modelField,
      )
    return { name: found?.id ?? model, found }
  }

  /** What any request has, whichever its model. */
  const checkEnvelope = (body: RequestBody): void => {
    const path = contract.promptAt.slice(0, -1)
    if (path.length === 0) return
    const value = valueAt(body, path)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return
    const field = contract.fieldName(path)
    const kind = value === undefined ? 'missing-field' : 'invalid-type'
    throw new Refusal(kind, `${field} is an object with what the model is to make.`, field)
  }

  const checkCallback = (url: unknown, place: Place): void => {
    if (typeof url !== 'string' || settings.callbackPolicy !== 'provider') return
    const reason = contract.callbacks.refuses(url)
    if (reason !== undefined) throw new Refusal('invalid-value', reason, nameOfPlace(place))
  }

  const checkByPage = (page: ImportedPage, body: RequestBody): void => {
    const breach = breachOf(page.request, body)
    if (breach === undefined) return
    const field = contract.fieldName(breach.path)
    throw new Refusal(breach.kind, `${field === '' ? 'The body' : field} ${breach.says}.`, field || undefined)
  }

  const checkByContract = (schemaName: string, body: RequestBody): void => {
    const issue = schemas.component(schemaName).safeParse(body).error?.issues[0]
    if (issue === undefined) return
    const field = contract.fieldName(issue.path)
    const { kind, message } = wrongWith(issue, valueAt(body, issue.path), field)
    throw new Refusal(kind, message, field)
  }

  return (request) => {
    const { body } = request
    const { name, found } = modelOf(request)
    const page = catalogue?.pageOf(contract.name, found?.id)
    if (found === undefined) checkEnvelope(body)
    else if (page !== undefined) checkByPage(page, body)
    else checkByContract(found.schemaName, body)
    const broken = contract.refine(body)
    if (broken !== undefined) throw new Refusal('invalid-value', broken.message, broken.field)
    const callbackField = page?.callbackParam
    const callbackAt: Place = callbackField ? { in: 'body', path: [callbackField] } : contract.callbackAt
    const callbackUrl = saidAt(request, callbackAt)
    checkCallback(callbackUrl, callbackAt)
    if (found !== undefined) return { model: name, callbackUrl }
    const note = `No page describes ${name}; only its envelope was checked (--unknown-models accept).`
    return { model: name, callbackUrl, note }
  }
}
