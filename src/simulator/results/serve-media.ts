import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { MediaContent, MediaFile } from './media-library.ts'

/** The response to a request for a file. Byte positions are inclusive. */
export type MediaAnswer =
  | { readonly kind: 'whole' }
  | { readonly kind: 'part'; readonly first: number; readonly last: number }
  | { readonly kind: 'unsatisfiable' }
  | { readonly kind: 'unchanged' }

// A link expires on the account's clock, which no cache knows: keep the file, but revalidate every time.
const CACHE_CONTROL = 'no-cache'

/** Whether the caller's copy is the current one (RFC 9110, 13.1.2 and 13.1.3; the tag outranks the date). */
const isUnchanged = (headers: IncomingHttpHeaders, content: MediaContent): boolean => {
  const tags = headers['if-none-match']
  if (tags !== undefined) {
    return tags
      .split(',')
      .some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === content.etag)
  }
  // A date that cannot be read is NaN, and no comparison with it holds.
  return Date.parse(headers['if-modified-since'] ?? '') >= Date.parse(content.lastModified)
}

/** Whether a range still belongs to the file the caller began with (RFC 9110, 13.1.5): only an exact match will do. */
const rangeApplies = (headers: IncomingHttpHeaders, content: MediaContent): boolean => {
  const validator = headers['if-range']
  return validator === undefined || validator === content.etag || validator === content.lastModified
}

/** Reads one range (RFC 9110, 14.1.2). Several, or anything malformed, get the whole file, as 14.2 allows. */
const parseRange = (header: string, size: number): MediaAnswer => {
  const [, from, to] = /^bytes=[ \t]*(\d*)-(\d*)[ \t]*$/i.exec(header) ?? []
  if (from === undefined || to === undefined || (from === '' && to === '')) return { kind: 'whole' }
  if (from === '') {
    const length = Math.min(Number(to), size)
    return length === 0 ? { kind: 'unsatisfiable' } : { kind: 'part', first: size - length, last: size - 1 }
  }
  const first = Number(from)
  const last = to === '' ? size - 1 : Math.min(Number(to), size - 1)
  if (to !== '' && Number(to) < first) return { kind: 'whole' }
  return first >= size ? { kind: 'unsatisfiable' } : { kind: 'part', first, last }
}

/** What these headers ask for. A range counts for GET only (RFC 9110, 14.2). */
const planMediaAnswer = (
  method: string,
  headers: IncomingHttpHeaders,
  content: MediaContent,
): MediaAnswer => {
  if (isUnchanged(headers, content)) return { kind: 'unchanged' }
  if (method !== 'GET' || headers.range === undefined) return { kind: 'whole' }
  if (!rangeApplies(headers, content)) return { kind: 'whole' }
  return parseRange(headers.range, content.bytes.length)
}

/**
 * Answers GET and HEAD with a file: ranges, validators and all, as a CDN would. Whether the link still works is decided
 * before.
 *
 * Register one route for `['GET', 'HEAD']`: the HEAD route Fastify derives from a GET adds `content-length: 0` to a 304.
 */
export const serveMedia = (request: FastifyRequest, reply: FastifyReply, media: MediaFile): FastifyReply => {
  const content = media.read()
  const { bytes, etag, lastModified } = content
  reply.headers({
    'accept-ranges': 'bytes',
    'cache-control': CACHE_CONTROL,
    etag,
    'last-modified': lastModified,
  })
  const answer = planMediaAnswer(request.method, request.headers, content)
  switch (answer.kind) {
    case 'unchanged':
      return reply.code(304).send()
    case 'unsatisfiable':
      return reply.code(416).header('content-range', `bytes */${bytes.length}`).send()
    // For HEAD too: Node sends the length and leaves out the bytes.
    case 'whole':
      return reply.type(media.contentType).header('content-length', bytes.length).send(bytes)
    case 'part': {
      const { first, last } = answer
      return reply
        .code(206)
        .type(media.contentType)
        .header('content-range', `bytes ${first}-${last}/${bytes.length}`)
        .send(bytes.subarray(first, last + 1))
    }
  }
}
