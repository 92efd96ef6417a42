import { createHash } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  readSync,
  statSync,
  writeSync,
} from 'node:fs'
import { CouldNotCheck } from '../could-not-check.ts'
import type { Target } from '../target.ts'

/**
 * `sending` is written before a create request leaves, so that even a lost response leaves a trace; `bought` when its
 * id is known; `refused` when nothing was bought; `unknown` when nobody can tell; `not-wanted` when a refusal was
 * expected; `resolved` when somebody has checked the account.
 */
export type LedgerEvent = 'sending' | 'bought' | 'refused' | 'unknown' | 'not-wanted' | 'resolved'

export interface LedgerLine {
  readonly at: string
  readonly event: LedgerEvent
  readonly provider: string
  readonly baseUrl: string
  /** Identifies the key without revealing it. */
  readonly account: string
  /** Identifies the create request: the same in every line about it. */
  readonly create?: string
  readonly task?: string
  readonly credits?: number
}

/** Identifies the key without revealing it. */
export const accountOf = ({ apiKey }: Pick<Target, 'apiKey'>): string =>
  createHash('sha256').update(apiKey).digest('hex').slice(0, 8)

/** A file of everything that was paid for, one JSON object per line. */
export class LedgerFile {
  readonly #file: string | undefined
  readonly #target: Target
  readonly #account: string
  /** Ids paid for in this run. */
  readonly bought: string[] = []

  /** @throws RangeError when a folder is there */
  constructor(file: string | undefined, target: Target) {
    if (file !== undefined && existsSync(file) && statSync(file).isDirectory())
      throw new RangeError(`the ledger ${file} is not a file`)
    this.#file = file
    this.#target = target
    this.#account = accountOf(target)
  }

  /** Where it is, for messages. */
  get place(): string | undefined {
    return this.#file
  }

  /** A line of it, as messages show it. */
  shown(line: string): string {
    return this.#file === undefined ? '' : ` (${this.#file}: ${line})`
  }

  /** Adds a line, and returns it as text once it is on the disk. */
  write(event: LedgerEvent, about: Pick<LedgerLine, 'create' | 'task' | 'credits'> = {}): string {
    if (about.task !== undefined && (event === 'bought' || event === 'not-wanted'))
      this.bought.push(about.task)
    const { provider, baseUrl } = this.#target
    const at = new Date().toISOString()
    const line: LedgerLine = { at, event, provider, baseUrl, account: this.#account, ...about }
    const text = JSON.stringify(line)
    if (this.#file !== undefined) appendDurably(this.#file, `${text}\n`)
    return text
  }

  /** Ids paid for earlier by this account at this base URL, the latest first. */
  earlier(): readonly string[] {
    return [...new Set(this.#ours().flatMap(({ task }) => task ?? []))].reverse()
  }

  /**
   * Create requests that were sent and of which nothing certain was written since: a run was killed, or a response was
   * lost.
   */
  unresolved(): readonly LedgerLine[] {
    const open = new Map<string, LedgerLine>()
    for (const [index, line] of this.#ours().entries()) {
      const { event, create = `line ${index}` } = line
      if (event === 'resolved') open.clear()
      else if (event === 'sending' || event === 'unknown') open.set(create, line)
      else if (line.create === undefined) open.clear()
      else open.delete(create)
    }
    return [...open.values()]
  }

  /**
   * The numbers of the lines that cannot be read, since somebody last looked at the account: cut short by a crash, or
   * edited. Nobody knows what they said about money.
   */
  unreadable(): readonly number[] {
    const lines = this.#lines()
    const looked = lines.findLastIndex((text) =>
      lineOf(text).some((line) => line.event === 'resolved' && this.#isOurs(line)),
    )
    return lines.flatMap((text, index) =>
      index > looked && text.trim() !== '' && lineOf(text).length === 0 ? [index + 1] : [],
    )
  }

  #ours(): readonly LedgerLine[] {
    return this.#lines().flatMap(lineOf).filter(this.#isOurs)
  }

  #lines(): readonly string[] {
    return this.#file === undefined || !existsSync(this.#file)
      ? []
      : readFileSync(this.#file, 'utf8').split('\n')
  }

  readonly #isOurs = ({ provider, baseUrl, account }: LedgerLine): boolean =>
    provider === this.#target.provider && baseUrl === this.#target.baseUrl && account === this.#account
}

/** Whether a file ends in the middle of a line, as one does whose disk was full. */
const endsWithin = (handle: number): boolean => {
  const { size } = fstatSync(handle)
  const last = Buffer.alloc(1)
  return size > 0 && readSync(handle, last, 0, 1, size - 1) === 1 && last.toString() !== '\n'
}

const appendDurably = (file: string, text: string): void => {
  const handle = openSync(file, 'a+')
  try {
    writeSync(handle, endsWithin(handle) ? `\n${text}` : text)
    fsyncSync(handle)
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException
    const why = code === 'ENOSPC' ? 'the disk is full' : code
    throw new CouldNotCheck(`the ledger ${file} cannot be written: ${why}. Nothing more is bought.`)
  } finally {
    closeSync(handle)
  }
}

const lineOf = (text: string): readonly LedgerLine[] => {
  try {
    const line = JSON.parse(text)
    return typeof line === 'object' && line !== null && typeof line.event === 'string' ? [line] : []
  } catch {
    return []
  }
}
