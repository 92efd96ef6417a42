import { Readable } from 'node:stream'
import type { Settings } from '../options.ts'
import type { SucceededTask } from '../task.ts'
import { bytesOf, type Fetching } from './bytes.ts'
import type { FileKind } from './file-kind.ts'
import { chosenLink, readLink } from './link.ts'
import { type DownloadedFile, writeFile } from './to-file.ts'

export interface DownloadOptions {
  readonly signal?: AbortSignal
  /** Which of the task's results, from 0. */
  readonly index?: number
  /**
   * Follow links to addresses inside a network. Off unless asked for, but for the host of the base URL; not checked behind
   * a dispatcher of one's own beyond what the link itself says.
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
  const { to, signal, index = 0, allowPrivateAddresses = false, accept = kind.accepts } = options
  const rules = { allowPrivateAddresses, apiOrigin: settings.origin }
  const taskId = typeof source === 'string' ? undefined : source.id
  const link = readLink(chosenLink(source, index), rules, taskId)
  let contentType = ''
  const fetching: Fetching = {
    ...{ settings, rules, signal, kind: { ...kind, accepts: accept } },
    onFile: (file) => {
      contentType = file.contentType
    },
  }
  const stream = Readable.from(bytesOf(link, fetching), { objectMode: false })
  return to === undefined ? stream : { path: to, bytes: await writeFile(stream, to), contentType }
}
