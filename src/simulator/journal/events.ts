/** Something that happened, as it is told to those who watch. */
export interface Happening {
  readonly type: 'exchange' | 'task' | 'delivery' | 'clock' | 'scenario' | 'reset' | 'inbox' | 'forgotten'
  /** The account's name; null for what concerns the server. */
  readonly account: string | null
  /** What it is about, in the form the control API lists it; made only when somebody asks. */
  readonly show: () => unknown
}

type Watcher = (happening: Happening) => void

/** Tells watchers what happens. Costs nothing while nobody watches. */
export class Events {
  readonly #watchers = new Set<Watcher>()

  get isWatched(): boolean {
    return this.#watchers.size > 0
  }

  tell(type: Happening['type'], account: string | null, show: () => unknown): void {
    if (this.#watchers.size === 0) return
    const happening: Happening = { type, account, show }
    for (const watcher of this.#watchers) watcher(happening)
  }

  /** Answers a function that stops it. */
  watch(watcher: Watcher): () => void {
    this.#watchers.add(watcher)
    return () => this.#watchers.delete(watcher)
  }
}
