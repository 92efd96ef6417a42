import { Readable } from 'node:stream'
import type { Settings } from '../settings.ts'
import { stopSignal } from '../signals.ts'
import type { SucceededTask } from '../task.ts'
import { bytesOf } from './bytes.ts'
import type { Fetching } from './fetching.ts'
import type { FileKind } from './file-kind.ts'
import { chosenLink, readLink } from './link.ts'
import { assertFolder, type DownloadedFile, writeFile } from './to-file.ts'

/** How far a download is. */
export interface DownloadProgress {
  readonly bytes: number
  /** Undefined if the server does not say. */
  readonly totalBytes: number | undefined
}

export interface DownloadOptions {
  readonly signal?: AbortSignal | undefined
  /** Which of the task's results, from 0. */
  readonly index?: number
  /** Called after each piece that arrived. */
  readonly onProgress?: (progress: DownloadProgress) => void
  /**
   * Follow links to addresses inside a network. Off by default, except for the host of the base URL; with your own
   * dispatcher, only the link itself is checked.
   */
  readonly allowPrivateAddresses?: boolean
  /** Content types to accept. Default: those of what is made (any video for `videos`), and bytes of no named type. */
  readonly accept?: (contentType: string) => boolean
}

/** A result as a stream, or in a file when `to` names one. */
export const downloadOf = async (
  settings: Settings,
  kind: FileKind,
  source: SucceededTask | string,
  options: DownloadOptions & { readonly to?: string | undefined },
): Promise<DownloadedFile | Readable> => {
  const { to, signal, index = 0, allowPrivateAddresses = false, accept = kind.accepts, onProgress } = options
  const rules = { allowPrivateAddresses, apiOrigin: settings.origin }
  const taskId = typeof source === 'string' ? undefined : source.id
  const link = readLink(chosenLink(source, index), rules, taskId)
  let contentType = ''
  let totalBytes: number | undefined
  const fetching: Fetching = {
    ...{ settings, rules, kind: { ...kind, accepts: accept } },
    signal: stopSignal(settings, signal),
    onFile: (file) => {
      contentType = file.contentType
      totalBytes = file.length
    },
    onBytes: (bytes) => onProgress?.({ bytes, totalBytes }),
  }
  if (to !== undefined) await assertFolder(to)
  const stream = Readable.from(bytesOf(link, fetching), { objectMode: false })
  return to === undefined ? stream : { path: to, bytes: await writeFile(stream, to), contentType }
}
