import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import type { Target } from '../target.ts'

/**
 * `sending` is written before a create leaves, so that even a lost answer leaves a trace; `bought` when its id is known;
 * `refused` when nothing was bought; `unknown` when the answer was lost; `not-wanted` when a refusal was expected.
 */
export type LedgerEvent = 'sending' | 'bought' | 'refused' | 'unknown' | 'not-wanted'

interface Line {
  readonly at: string
  readonly event: LedgerEvent
  readonly provider: string
  readonly baseUrl: string
  /** Which key, without telling it. */
  readonly account: string
  readonly task?: string
  readonly credits?: number
}

/** A file of everything that was paid for, one JSON object per line. */
export class LedgerFile {
  readonly #file: string | undefined
  readonly #target: Target
  readonly #account: string
  /** Ids paid for in this run. */
  readonly bought: string[] = []

  constructor(file: string | undefined, target: Target) {
    this.#file = file
    this.#target = target
    this.#account = createHash('sha256').update(target.apiKey).digest('hex').slice(0, 8)
  }

  write(event: LedgerEvent, about: { readonly task?: string; readonly credits?: number } = {}): void {
    if (about.task !== undefined && (event === 'bought' || event === 'not-wanted'))
      this.bought.push(about.task)
    if (this.#file === undefined) return
    const { provider, baseUrl } = this.#target
    const line: Line = {
      at: new Date().toISOString(),
      event,
      provider,
      baseUrl,
      account: this.#account,
      ...about,
    }
    appendFileSync(this.#file, `${JSON.stringify(line)}\n`)
  }

  /** Ids paid for earlier by this account, the latest first. Lines that cannot be read are passed over. */
  earlier(): readonly string[] {
    if (this.#file === undefined || !existsSync(this.#file)) return []
    const lines = readFileSync(this.#file, 'utf8').split('\n').flatMap(lineOf)
    const ours = lines.filter(
      ({ provider, baseUrl, account }) =>
        provider === this.#target.provider && baseUrl === this.#target.baseUrl && account === this.#account,
    )
    return [...new Set(ours.flatMap(({ task }) => task ?? []))].reverse()
  }
}

const lineOf = (text: string): readonly Line[] => {
  try {
    const line = JSON.parse(text)
    return typeof line === 'object' && line !== null ? [line] : []
  } catch {
    return []
  }
}
