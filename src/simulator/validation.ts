import type { core } from 'zod'
import type { ErrorKind, ProviderContract } from '../contracts/index.ts'
import { textOr } from '../contracts/media.ts'
import { modelsOf, schemasOf } from '../contracts/schemas.ts'
import { Refusal } from './refusal.ts'
import type { Settings } from './settings.ts'

type Issue = core.$ZodIssue
type Body = Readonly<Record<string, unknown>>

/**
 * Checks a create body against the contract. Answers its model, as the catalogue has it: a million tasks then share one
 * text. @throws Refusal naming the first field that is wrong
 */
export type Validate = (body: Body) => string

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

/** Builds the check of one provider's create bodies. */
export const createValidator = (contract: ProviderContract, settings: Settings): Validate => {
  const schemas = schemasOf(contract.openapi)
  const models = modelsOf(contract.openapi)
  const known = [...models.keys()].join(', ')

  const modelOf = (body: Body) => {
    const { model } = body
    if (model === undefined || model === null || model === '') {
      throw new Refusal('missing-model', `model is missing; it is one of ${known}.`, 'model')
    }
    if (typeof model !== 'string') throw new Refusal('invalid-type', 'model is a text.', 'model')
    const found = models.get(model)
    if (found === undefined && settings.unknownModels === 'refuse') {
      throw new Refusal('unknown-model', `No page describes this model; there are ${known}.`, 'model')
    }
    return found
  }

  const checkCallback = (body: Body): void => {
    const url = body[contract.callbackField]
    if (typeof url !== 'string' || settings.callbackPolicy !== 'provider') return
    const reason = contract.callbacks.refuses(url)
    if (reason !== undefined) throw new Refusal('invalid-value', reason, contract.callbackField)
  }

  return (body) => {
    const model = modelOf(body)
    if (model !== undefined) {
      const issue = schemas.component(model.schemaName).safeParse(body).error?.issues[0]
      if (issue !== undefined) {
        const field = contract.fieldName(issue.path)
        const { kind, message } = wrongWith(issue, valueAt(body, issue.path), field)
        throw new Refusal(kind, message, field)
      }
    }
    const broken = contract.refine(body)
    if (broken !== undefined) throw new Refusal('invalid-value', broken.message, broken.field)
    checkCallback(body)
    return model?.id ?? textOr(body.model, '')
  }
}
