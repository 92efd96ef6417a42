import type { ProviderName } from '../contracts/vocabulary.ts'
import type { OutputType } from './imported-page.ts'
import { createPathIn } from './providers/provider-calls.ts'

/** A create call of one of the task APIs, recognised by its path: hosts change, resellers put prefixes before it. */
export interface CreateCall {
  readonly provider: ProviderName
  readonly path: string
  readonly baseUrl: string
  /** What the path says the task makes, if it does. */
  readonly output: OutputType | undefined
}

/** The create call behind a server and a path; undefined when it is another call. */
export const createCallAt = (server: string | undefined, path: string): CreateCall | undefined => {
  const full = /^https?:\/\//i.test(path)
    ? path
    : `${(server ?? '').slice(0, 2_000).replace(/\/{1,9}$/, '')}/${path.replace(/^\/+/, '')}`
  const url = URL.canParse(full) ? new URL(full) : undefined
  const pathname = url?.pathname ?? (full.startsWith('/') ? full : `/${full}`)
  const found = createPathIn(pathname.split(/[?#]/)[0] ?? '')
  if (found === undefined) return undefined
  const { provider, calls, prefix, own } = found
  const canonical = calls.canonicalPath(own)
  return {
    provider,
    path: canonical,
    baseUrl: url === undefined ? calls.home : `${url.origin}${prefix}`,
    output: calls.outputs.find(([pattern]) => pattern.test(canonical))?.[1],
  }
}

/** A call that a text mentions. */
export interface MentionedCall {
  readonly method: string | undefined
  readonly path: string
  readonly url: string
}

const mention =
  /(?:\b(GET|POST|PUT|DELETE|PATCH)\b["'`*\s:|]{0,8})?(https?:\/\/[^\s`"'<>|)\]\\]{4,300}|\/(?:api\/)?v1\/[\w/{}:.-]{2,200})/g

/** The calls of an API that a text names: by URL with a path of an API, or by such a path alone. */
export const callsMentioned = (text: string): readonly MentionedCall[] =>
  [...text.matchAll(mention)].flatMap(([, method, found = '']) => {
    const url = found.replace(/[.,;:]+$/, '')
    const path = URL.canParse(url) ? new URL(url).pathname : url
    const isCall = /\/v\d+\//.test(`${path}/`) || (method !== undefined && path.length > 1)
    return isCall ? [{ method, path, url }] : []
  })
