import type { core } from 'zod'
import { simpleIssues } from '../../contracts/check/zod-issues.ts'
import type { ErrorKind, ProviderContract, RequestBody } from '../../contracts/index.ts'
import { valueAt } from '../../contracts/place.ts'
import type { Schemas } from '../../contracts/schemas.ts'
import { Refusal } from '../http/refusal.ts'

type Issue = core.$ZodIssue

/** What was expected: every allowed value, or zod's own words. */
const expectation = (issues: readonly Issue[]): string => {
  const values = issues.flatMap((issue) => (issue.code === 'invalid_value' ? issue.values : []))
  if (values.length > 0) return `expected one of ${values.map((value) => JSON.stringify(value)).join('|')}`
  const words = (issues[0]?.message ?? 'it is wrong').replace(/^Invalid input: /, '')
  return `${words.charAt(0).toLowerCase()}${words.slice(1)}`
}

const kindOf = (issue: Issue, value: unknown): ErrorKind => {
  if (issue.code === 'invalid_type') return 'invalid-type'
  if (issue.code === 'too_big' && issue.origin === 'string') return 'too-long'
  const isOtherType = issue.code === 'invalid_value' && typeof issue.values[0] !== typeof value
  return isOtherType ? 'invalid-type' : 'invalid-value'
}

const refusalOf = (issues: readonly Issue[], body: RequestBody, { fieldName }: ProviderContract): Refusal => {
  // A wrong value says more than a wrong type.
  const issue = issues.find(({ code }) => code !== 'invalid_type') ?? issues[0]
  const field = fieldName(issue?.path ?? [])
  const value = valueAt(body, issue?.path ?? [])
  if (value === undefined) return new Refusal('missing-field', `${field} is missing.`, field)
  // A field that must not be empty is a required one: an empty prompt counts as missing.
  if (issue?.code === 'too_small' && value === '')
    return new Refusal('missing-field', `${field} is empty.`, field)
  const message = `${field} is not what the contract says: ${expectation(issues)}.`
  return new Refusal(issue === undefined ? 'invalid-value' : kindOf(issue, value), message, field)
}

/** Checks a body against the contract compiled from the bundled pages. @throws Refusal naming the first field that is wrong */
export const checkByContract = (
  contract: ProviderContract,
  schemas: Schemas,
  schemaName: string,
  body: RequestBody,
): void => {
  const issue = schemas.component(schemaName).safeParse(body).error?.issues[0]
  if (issue !== undefined) throw refusalOf(simpleIssues(issue, body), body, contract)
}
