import { Readable } from 'node:stream'
import type { ErrorFacts } from '../errors/client-error.ts'
import { DownloadError } from '../errors/task-errors.ts'
import { failure } from '../request.ts'
import { decoderOf } from '../transport/decode.ts'
import { type FileFacts, readAnswer } from './answer.ts'
import type { Fetching } from './fetching.ts'
import { BEGINNING_BYTES, type FileKind, withArticle } from './file-kind.ts'
import type { IdleWatch } from './idle-watch.ts'
import type { Link } from './link.ts'
import { type OpenedLink, openLink } from './open.ts'

/** How far a download is. */
export interface DownloadPosition {
  file: FileFacts | undefined
  /** Bytes handed out. */
  got: number
  /** The server encodes the file, so no range of it can be requested. */
  isEncoded?: boolean
}

/**
 * The bytes that one connection brings, from the download's current position.
 * @throws ClientError
 */
export async function* partOf(
  link: Link,
  progress: DownloadPosition,
  fetching: Fetching,
  watch: IdleWatch,
): AsyncGenerator<Buffer> {
  const opened = await watch.during(
    openLink(link, headersFrom(progress), { ...fetching, signal: watch.signal }),
  )
  try {
    const { file, from, encodings } = readAnswer(opened, fetching.kind, fetching.settings.clock.now())
    assertContinues(link, progress, file, from)
    if (progress.file === undefined) fetching.onFile(file)
    progress.file ??= file
    progress.isEncoded = encodings.length > 0
    // A server without ranges starts over: bytes that we have already are skipped.
    let skip = progress.got - from
    for await (const chunk of withBeginning(decoded(link, opened, encodings, watch))) {
      const fresh = chunk.subarray(Math.min(skip, chunk.length))
      skip -= chunk.length - fresh.length
      if (fresh.length === 0) continue
      if (progress.got === 0) assertGenuine(link, fetching.kind, file.contentType, fresh)
      progress.got += fresh.length
      fetching.onBytes(progress.got)
      yield fresh
    }
    assertWhole(link, progress)
  } finally {
    opened.discard()
  }
}

/** Where to go on, and that it must still be the same file (RFC 9110, 13.1.5 and 14.2). */
const headersFrom = ({
  got,
  file,
  isEncoded = false,
}: DownloadPosition): Readonly<Record<string, string>> => ({
  accept: '*/*',
  'accept-encoding': 'identity',
  ...(got > 0 && !isEncoded && { range: `bytes=${got}-` }),
  ...(got > 0 && file?.etag !== undefined && { 'if-range': file.etag }),
})

/** The file's own bytes: an encoding that was not requested is undone, or it would be stored as a broken video. */
const decoded = (
  link: Link,
  opened: OpenedLink,
  encodings: readonly string[],
  watch: IdleWatch,
): AsyncIterable<Buffer> => {
  const decoders = encodings.map((name) => {
    const decoder = decoderOf(name)
    if (decoder === undefined) throw wrongType(link, `is encoded as "${name}", which was not asked for`)
    return decoder
  })
  const raw = chunksOf(opened, watch)
  if (decoders.length === 0) return raw
  // An error on the way is passed to the last stream, where it is read.
  const first = Readable.from(raw)
  return decoders.reduce<Readable>((source, decoder) => {
    source.on('error', (error) => decoder.destroy(error))
    return source.pipe(decoder)
  }, first)
}

async function* chunksOf({ body }: OpenedLink, watch: IdleWatch): AsyncGenerator<Buffer> {
  const chunks = body[Symbol.asyncIterator]()
  for (;;) {
    const { done, value } = await watch.during(chunks.next())
    if (done) return
    yield Buffer.from(value.buffer, value.byteOffset, value.byteLength)
  }
}

/** The same bytes, with a first piece that is long enough to tell what they are. */
async function* withBeginning(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let beginning: Buffer | undefined = Buffer.alloc(0)
  try {
    for await (const chunk of chunks) {
      if (beginning === undefined) {
        yield chunk
        continue
      }
      beginning = Buffer.concat([beginning, chunk])
      if (beginning.length < BEGINNING_BYTES) continue
      yield beginning
      beginning = undefined
    }
  } catch (error) {
    // What arrived before the break is still good.
    if (beginning !== undefined && beginning.length > 0) yield beginning
    throw error
  }
  if (beginning !== undefined && beginning.length > 0) yield beginning
}

const incomplete = (link: Link, why: string): DownloadError =>
  new DownloadError('incomplete-download', `GET ${link.shown} ${why}.`, factsOf(link))

const wrongType = (link: Link, why: string): DownloadError =>
  new DownloadError('wrong-type', `GET ${link.shown} ${why}.`, factsOf(link))

const factsOf = ({ shown, taskId }: Link): ErrorFacts => ({ request: { method: 'GET', url: shown }, taskId })

const assertContinues = (link: Link, { file, got }: DownloadPosition, now: FileFacts, from: number): void => {
  if (from > got) throw incomplete(link, `went on at byte ${from} after ${got}`)
  if (file === undefined) return
  const isOther =
    (file.etag !== undefined && now.etag !== undefined && file.etag !== now.etag) ||
    (file.length !== undefined && now.length !== undefined && file.length !== now.length)
  if (isOther) throw incomplete(link, `returned another file after ${got} bytes`)
}

const assertWhole = (link: Link, { file, got }: DownloadPosition): void => {
  if (got === 0) throw failure('invalid-response', 'returned an empty file', factsOf(link))
  if (file?.length === undefined || got === file.length) return
  throw failure('connection', `ended after ${got} of ${file.length} bytes`, factsOf(link))
}

/** An HTML page, a JSON error or a file of another kind under a result's content type. */
const assertGenuine = (link: Link, kind: FileKind, contentType: string, first: Buffer): void => {
  const other = kind.isReally(first.subarray(0, 64), contentType)
  if (other !== undefined) throw wrongType(link, `returned ${other}, which is not ${withArticle(kind.name)}`)
}
