import { breachOf } from '../../contracts/check/body-check.ts'
import type { ProviderContract, RequestBody } from '../../contracts/index.ts'
import type { ImportedPage } from '../../pages/imported-page.ts'
import { Refusal } from '../http/refusal.ts'

/** Checks a body against the page that describes its model. @throws Refusal */
export const checkByPage = (
  { fieldName }: ProviderContract,
  { request }: ImportedPage,
  body: RequestBody,
): void => {
  const breach = breachOf(request, body)
  if (breach === undefined) return
  const field = fieldName(breach.path)
  throw new Refusal(breach.kind, `${field || 'The body'} ${breach.says}.`, field || undefined)
}
