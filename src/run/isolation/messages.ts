import type { RunOptions, RunResult } from '../options.ts'

/** Messages from outside the namespaces to inside: what to run, and signals. */
export type ToInside =
  | {
      readonly kind: 'run'
      readonly command: readonly string[]
      readonly options: Omit<RunOptions, 'abort' | 'isolate' | 'isolation' | 'onNote'>
    }
  | { readonly kind: 'signal'; readonly signal: NodeJS.Signals }

/** Messages back. */
export type FromInside =
  | { readonly kind: 'ended'; readonly result: RunResult }
  | { readonly kind: 'failed'; readonly isExpected: boolean; readonly message: string }
