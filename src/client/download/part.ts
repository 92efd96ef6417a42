import type { ErrorFacts } from '../errors/client-error.ts'
import { DownloadError } from '../errors/task-errors.ts'
import { failure } from '../request.ts'
import { type FileFacts, readAnswer } from './answer.ts'
import type { Fetching } from './bytes.ts'
import type { FileKind } from './file-kind.ts'
import type { IdleWatch } from './idle-watch.ts'
import type { Link } from './link.ts'
import { type OpenedLink, openLink } from './open.ts'

/** How far a download is. */
export interface Progress {
  file: FileFacts | undefined
  /** Bytes handed out. */
  got: number
}

/** The bytes one connection brings, from where the download stands. @throws ClientError */
export async function* partOf(
  link: Link,
  progress: Progress,
  fetching: Fetching,
  watch: IdleWatch,
): AsyncGenerator<Buffer> {
  const opened = await watch.during(
    openLink(link, headersFrom(progress), { ...fetching, signal: watch.signal }),
  )
  // Destroying a body that is not read to its end emits an error that nobody needs.
  opened.body.on('error', () => undefined)
  try {
    const { file, from } = readAnswer(opened, fetching.kind, fetching.settings.clock.now())
    assertContinues(link, progress, file, from)
    if (progress.file === undefined) fetching.onFile(file)
    progress.file ??= file
    // A server without ranges begins anew: what is there already is skipped.
    let skip = progress.got - from
    for await (const chunk of chunksOf(opened, watch)) {
      const fresh = chunk.subarray(Math.min(skip, chunk.length))
      skip -= chunk.length - fresh.length
      if (fresh.length === 0) continue
      if (progress.got === 0) assertGenuine(link, fetching.kind, file.contentType, fresh)
      progress.got += fresh.length
      yield fresh
    }
    assertWhole(link, progress)
  } finally {
    opened.body.destroy()
  }
}

/** Where to go on, and that it must still be the same file (RFC 9110, 13.1.5 and 14.2). */
const headersFrom = ({ got, file }: Progress): Readonly<Record<string, string>> => ({
  accept: '*/*',
  'accept-encoding': 'identity',
  ...(got > 0 && { range: `bytes=${got}-` }),
  ...(got > 0 && file?.etag !== undefined && { 'if-range': file.etag }),
})

async function* chunksOf({ body }: OpenedLink, watch: IdleWatch): AsyncGenerator<Buffer> {
  const chunks = body[Symbol.asyncIterator]()
  for (;;) {
    const { done, value } = await watch.during(chunks.next())
    if (done) return
    yield value
  }
}

const incomplete = (link: Link, why: string): DownloadError =>
  new DownloadError('incomplete-download', `GET ${link.shown} ${why}.`, factsOf(link))

const factsOf = ({ shown, taskId }: Link): ErrorFacts => ({ request: { method: 'GET', url: shown }, taskId })

const assertContinues = (link: Link, { file, got }: Progress, now: FileFacts, from: number): void => {
  if (from > got) throw incomplete(link, `went on at byte ${from} after ${got}`)
  if (file === undefined) return
  const isOther =
    (file.etag !== undefined && now.etag !== undefined && file.etag !== now.etag) ||
    (file.length !== undefined && now.length !== undefined && file.length !== now.length)
  if (isOther) throw incomplete(link, `answered another file after ${got} bytes`)
}

const assertWhole = (link: Link, { file, got }: Progress): void => {
  if (got === 0) throw failure('invalid-response', 'answered an empty file', factsOf(link))
  if (file?.length === undefined || got === file.length) return
  throw failure('connection', `ended after ${got} of ${file.length} bytes`, factsOf(link))
}

/** A page or a JSON error under a result's content type. */
const assertGenuine = (link: Link, kind: FileKind, contentType: string, first: Buffer): void => {
  if (!kind.isSpoilt(first.subarray(0, 64).toString('latin1'), contentType)) return
  throw new DownloadError(
    'wrong-type',
    `GET ${link.shown} answered text, which is no ${kind.name}.`,
    factsOf(link),
  )
}
