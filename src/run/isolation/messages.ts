import type { RunOptions, RunResult } from '../options.ts'

/** What crosses from outside the namespaces to inside: what to run, and the signals that come for it. */
export type ToInside =
  | {
      readonly kind: 'run'
      readonly command: readonly string[]
      readonly options: Omit<RunOptions, 'abort' | 'isolate' | 'isolation' | 'onNote'>
    }
  | { readonly kind: 'signal'; readonly signal: NodeJS.Signals }

/** What comes back. */
export type FromInside =
  | { readonly kind: 'ended'; readonly result: RunResult }
  | { readonly kind: 'failed'; readonly isExpected: boolean; readonly message: string }
