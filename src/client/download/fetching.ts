import type { Settings } from '../settings.ts'
import type { FileFacts } from './answer.ts'
import type { FileKind } from './file-kind.ts'
import type { LinkRules } from './link.ts'

/** What a download goes by. */
export interface Fetching {
  readonly settings: Settings
  readonly rules: LinkRules
  readonly signal: AbortSignal
  readonly kind: FileKind
  /** Called once, when the first response's headers are there. */
  readonly onFile: (file: FileFacts) => void
  /** Called after each piece, with all bytes so far. */
  readonly onBytes: (bytes: number) => void
}
