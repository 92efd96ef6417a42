import { abortableDelay } from '../call.ts'
import type { ClientError } from '../errors/client-error.ts'
import { DownloadError } from '../errors/task-errors.ts'
import { failure } from '../request.ts'
import { retryDelayMs } from '../retry.ts'
import type { Settings } from '../settings.ts'
import type { Fetching } from './fetching.ts'
import { IdleWatch } from './idle-watch.ts'
import type { Link } from './link.ts'
import { downloadFailure } from './open.ts'
import { type DownloadPosition, partOf } from './part.ts'

/**
 * The bytes of a file, in order and each once. When a connection breaks it goes on with a Range request, and never into
 * another file.
 * @throws DownloadError, CallError, AbortedError
 */
export async function* bytesOf(link: Link, fetching: Fetching): AsyncGenerator<Buffer> {
  const { settings, signal } = fetching
  const progress: DownloadPosition = { file: undefined, got: 0 }
  for (let attempt = 1; ; attempt += 1) {
    const before = progress.got
    const watch = new IdleWatch(settings.clock, settings.timeoutMs, () => silence(link, settings), signal)
    let error: ClientError
    try {
      yield* partOf(link, progress, fetching, watch)
      return
    } catch (thrown) {
      error = downloadFailure(thrown, link, settings, watch.signal)
    }
    // A connection that brought something was useful: only those that brought nothing are counted.
    if (progress.got > before) attempt = 1
    const waitMs = resumeDelayMs(settings, error, attempt)
    if (waitMs === undefined) throw outcomeOf(link, progress, error)
    settings.logger.warn?.(`result: ${error.kind} after ${progress.got} bytes, resumed in ${waitMs} ms`)
    await abortableDelay(settings, waitMs, signal, link.taskId)
  }
}

const silence = (link: Link, { timeoutMs }: Settings): ClientError =>
  failure('timeout', `brought nothing for ${timeoutMs} ms`, {
    request: { method: 'GET', url: link.shown },
    taskId: link.taskId,
  })

const resumeDelayMs = ({ maxRetries, random }: Settings, error: ClientError, attempt: number) =>
  retryDelayMs({
    kind: error.kind,
    attempt,
    maxRetries,
    retryAfterMs: error.retryAfterMs,
    random: random(),
  })

/** A download that broke for good is incomplete, whatever broke it. */
const outcomeOf = (link: Link, { got, file }: DownloadPosition, error: ClientError): ClientError => {
  if (got === 0 || !['connection', 'timeout', 'server-error', 'invalid-response'].includes(error.kind))
    return error
  return new DownloadError(
    'incomplete-download',
    `GET ${link.shown} brought ${got} of ${file?.length ?? 'an unknown number of'} bytes.`,
    { request: { method: 'GET', url: link.shown }, taskId: link.taskId, cause: error },
  )
}
