import type { Child, Part } from '../base/dom-types.d.ts'
import type { Choice } from '../parts/filters.js'

/** A list: what it holds, how that is found, and how one row looks. */
export interface ListView<Item> {
  /** Its address: `#/tasks`. */
  readonly name: string
  readonly title: string
  readonly search: string
  /** Newest first. */
  readonly all: () => readonly Item[]
  readonly total: () => number
  /** How many older ones the simulator no longer has. */
  readonly dropped: () => number
  /** What a search looks through. */
  readonly text: (item: Item) => readonly unknown[]
  readonly choices: () => readonly Choice<Item>[]
  /** What else is above the list. */
  readonly tools: () => readonly HTMLElement[]
  readonly key: (item: Item) => string
  readonly version: (item: Item) => unknown
  readonly row: (item: Item) => HTMLElement
  /** What the list says while it is empty. */
  readonly empty: () => HTMLElement
}

/** What is shown of one thing beside a list. */
export interface DetailView<Item> {
  readonly find: (id: string) => Item | undefined
  readonly title: (item: Item) => string
  readonly parts: (item: Item) => readonly Part[]
  /** What is said if it cannot be found. */
  readonly missing: string
}

export type { Child, Part }
