import type { ErrorFacts } from '../errors/client-error.ts'
import { DownloadError } from '../errors/task-errors.ts'
import { failure } from '../request.ts'
import { retryAfterMs } from '../retry-after.ts'
import { kindOfStatus } from '../status.ts'
import { encodingsIn } from '../transport/decode.ts'
import { single } from '../transport/transport.ts'
import { type FileKind, withArticle } from './file-kind.ts'
import type { OpenedLink } from './open.ts'

/** What must stay the same from one part of a file to the next. */
export interface FileFacts {
  /** Of the whole file, bytes; undefined if the server does not say. */
  readonly length: number | undefined
  /** A strong validator: an ETag, or nothing. */
  readonly etag: string | undefined
  readonly contentType: string
}

export interface Part {
  readonly file: FileFacts
  /** The position of this response's first byte. */
  readonly from: number
  /** The encodings that the server has applied to the file although none was requested, in the order to undo them. */
  readonly encodings: readonly string[]
}

/** Reads a response's status and headers. @throws ClientError when it is not (a part of) a file of this kind */
export const readAnswer = (opened: OpenedLink, { name, accepts }: FileKind, now: number): Part => {
  const { link, status, headers } = opened
  const facts: ErrorFacts = { request: { method: 'GET', url: link.shown }, status, taskId: link.taskId }
  if (status === 401 || status === 403 || status === 404 || status === 410)
    throw new DownloadError(
      'link-expired',
      `GET ${link.shown} returned ${status}: the link has expired or never worked. The task itself is fine: ` +
        'retrieve it for its links as they are now.',
      facts,
    )
  if (status !== 200 && status !== 206)
    throw failure(kindOfStatus(status), `returned ${status}`, {
      ...facts,
      retryAfterMs: retryAfterMs(single(headers['retry-after']), now),
    })
  const contentType = single(headers['content-type']) ?? ''
  if (!accepts(contentType))
    throw new DownloadError(
      'wrong-type',
      `GET ${link.shown} returned "${contentType}", which is not ${withArticle(name)}.`,
      facts,
    )
  const etag = single(headers.etag)
  const strong = etag?.startsWith('W/') ? undefined : etag
  const encodings = encodingsIn(single(headers['content-encoding']))
  // The headers of an encoded file state its encoded length, and a range would count encoded bytes.
  if (encodings.length > 0)
    return { file: { length: undefined, etag: undefined, contentType }, from: 0, encodings }
  const range = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(single(headers['content-range']) ?? '')
  if (status === 206 && range)
    return {
      file: { length: wholeNumber(range[2]), etag: strong, contentType },
      from: Number(range[1]),
      encodings,
    }
  return {
    file: { length: wholeNumber(single(headers['content-length'])), etag: strong, contentType },
    from: 0,
    encodings,
  }
}

const wholeNumber = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined
