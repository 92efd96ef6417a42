import { importPage } from '../../src/pages/import-page.ts'
import { PageRefusal } from '../../src/pages/imported-page.ts'
import { PageError } from '../../src/pages/text/page.ts'
import { type Change, type ChangeKind, compareContracts } from './compare.ts'
import type { FetchedPage } from './fetch-page.ts'
import type { DriftSource } from './sources.ts'

/** What became of one page. */
export interface Seen {
  readonly name: string
  readonly url: string
  readonly status: 'same' | 'changed' | 'first-read' | 'not-read' | 'unreadable'
  readonly why?: string
}

/** What changed on a page, and when that was noticed. */
export interface Entry {
  /** An ISO time. */
  readonly at: string
  readonly name: string
  readonly url: string
  readonly changes: readonly Change[]
}

/** What is published as drift.json. */
export interface Drift {
  readonly schemaVersion: 1
  readonly checkedAt: string
  readonly sources: readonly Seen[]
  /** What the open issue is about. */
  readonly open: readonly Entry[]
  /** Everything that was noticed, newest first. */
  readonly history: readonly Entry[]
}

/** What is remembered of earlier changes. */
const LONGEST_HISTORY = 200

interface Judged {
  readonly seen: Seen
  readonly entry?: Entry
}

const reasonOf = (error: unknown): string => {
  if (error instanceof PageRefusal || error instanceof PageError) return error.message
  throw error
}

/** Compares what a source said last time with what it says now. */
const judge = (
  { name, url }: DriftSource,
  before: string | undefined,
  now: FetchedPage,
  at: string,
): Judged => {
  const seen = (status: Seen['status'], why?: string): Seen => ({
    name,
    url,
    status,
    ...(why === undefined ? {} : { why }),
  })
  if (now.outcome === 'not-read') return { seen: seen('not-read', now.why) }
  if (before === now.text) return { seen: seen('same') }
  try {
    const after = importPage(name, now.text)
    if (before === undefined) return { seen: seen('first-read') }
    const changes = compareContracts(importPage(name, before), after)
    if (changes.length === 0) return { seen: seen('same', 'Its text changed, and its contract did not.') }
    return { seen: seen('changed'), entry: { at, name, url, changes } }
  } catch (error) {
    return { seen: seen('unreadable', reasonOf(error)) }
  }
}

/** What a run of the feed has to go on. */
export interface Found {
  readonly source: DriftSource
  readonly before: string | undefined
  readonly now: FetchedPage
}

/**
 * What is published after a run.
 * @param at the time of the run, ISO
 * @param previous what the last run published
 * @param isIssueOpen whether somebody still has the issue about earlier changes open
 */
export const driftOf = (
  found: readonly Found[],
  at: string,
  previous: Drift | undefined,
  isIssueOpen: boolean,
): Drift => {
  const judged = found.map(({ source, before, now }) => judge(source, before, now, at))
  const fresh = judged.flatMap(({ entry }) => (entry === undefined ? [] : [entry]))
  return {
    schemaVersion: 1,
    checkedAt: at,
    sources: judged.map(({ seen }) => seen),
    open: [...fresh, ...(isIssueOpen ? (previous?.open ?? []) : [])],
    history: [...fresh, ...(previous?.history ?? [])].slice(0, LONGEST_HISTORY),
  }
}

/** The worst that is open; undefined where nothing is. */
export const worstOf = (entries: readonly Entry[]): ChangeKind | undefined => {
  const kinds = new Set(entries.flatMap(({ changes }) => changes.map(({ kind }) => kind)))
  return (['breaking', 'additive', 'wording'] as const).find((kind) => kinds.has(kind))
}
