import { isInternalHost } from '../../contracts/addresses.ts'
import { InvalidArgumentError } from '../errors/client-error.ts'
import { DownloadError } from '../errors/task-errors.ts'
import type { SucceededTask } from '../task.ts'

/** A link that may be followed. */
export interface Link {
  readonly url: URL
  /** As errors show it: without its query, which may hold a signature. */
  readonly shown: string
  /** Whether it stays on the host that the user has named as the API, wherever that is. */
  readonly isApiHost: boolean
  readonly taskId: string | undefined
}

export interface LinkRules {
  readonly allowPrivateAddresses: boolean
  readonly apiOrigin: string
}

/** @throws InvalidArgumentError when there is no link of this number */
export const chosenLink = (source: SucceededTask | string, index: number): string => {
  if (typeof source === 'string') return source
  const link = source.urls[index]
  if (link !== undefined) return link
  const where = source.object === undefined ? '' : '; what it made is in task.object'
  throw new InvalidArgumentError(`The task has no result file number ${index}${where}.`)
}

/** @throws DownloadError `private-address`, InvalidArgumentError when it is not an http link */
export const readLink = (text: string, rules: LinkRules, taskId: string | undefined, base?: URL): Link => {
  if (!URL.canParse(text, base?.href))
    throw new InvalidArgumentError('The result link is not a URL.', { taskId })
  const url = new URL(text, base)
  const shown = url.origin + url.pathname
  if (!/^https?:$/.test(url.protocol))
    throw new InvalidArgumentError(`A result link is http or https, not ${url.protocol}`, { taskId })
  const isApiHost = url.hostname === new URL(rules.apiOrigin).hostname
  if (!rules.allowPrivateAddresses && !isApiHost && isInternalHost(url.hostname))
    throw privateAddress(shown, taskId, undefined)
  return { url, shown, isApiHost, taskId }
}

export const privateAddress = (shown: string, taskId: string | undefined, cause: unknown): DownloadError =>
  new DownloadError(
    'private-address',
    `${shown} leads to an address inside a network, and was not followed; allowPrivateAddresses allows it.`,
    { request: { method: 'GET', url: shown }, taskId, cause },
  )
