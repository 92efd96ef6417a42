import { Refusal } from '../http/refusal.ts'
import type { MatchedVisit } from '../http/visit.ts'
import { findResult } from '../results/find-result.ts'
import { FILES_PREFIX, temporaryUrl } from '../results/links.ts'
import { jsonBody } from './json-body.ts'
import type { OperationOutcome } from './operation-outcome.ts'

/** A link's path without what --public-base-url puts before ours, which may look like ours. */
const withoutBase = (pathname: string, linkBase: string): string => {
  const base = new URL(linkBase).pathname.replace(/\/$/, '')
  return base !== '' && pathname.startsWith(`${base}${FILES_PREFIX}/`)
    ? pathname.slice(base.length)
    : pathname
}

/** A link to one of the account's own results that works for 20 minutes (observed: Kie's). @throws Refusal */
export const downloadLink = (visit: MatchedVisit): OperationOutcome => {
  const { simulation, provider, account } = visit
  const { url } = jsonBody(visit)
  if (url === undefined || url === '') throw new Refusal('missing-field', 'url is missing.', 'url')
  if (typeof url !== 'string') throw new Refusal('invalid-type', 'url must be a string.', 'url')
  const { pathname } = URL.canParse(url) ? new URL(url) : { pathname: '' }
  const path = withoutBase(pathname, simulation.linkBase)
  const result = findResult(simulation, path)
  if (result?.account !== account) {
    throw new Refusal('foreign-link', 'url is not a result link of this account.', 'url')
  }
  const link = temporaryUrl(simulation.linkBase, path, account.clock.now(), simulation.settings.seed)
  return { body: provider.renderDownloadLink(link), taskId: result.task.id }
}
