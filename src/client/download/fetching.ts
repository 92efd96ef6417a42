import type { Settings } from '../settings.ts'
import type { FileFacts } from './answer.ts'
import type { FileKind } from './file-kind.ts'
import type { LinkRules } from './link.ts'

/** The parameters of a download. */
export interface Fetching {
  readonly settings: Settings
  readonly rules: LinkRules
  readonly signal: AbortSignal
  readonly kind: FileKind
  /** Called once, when the headers of the first response have arrived. */
  readonly onFile: (file: FileFacts) => void
  /** Called after each piece, with all bytes so far. */
  readonly onBytes: (bytes: number) => void
}
