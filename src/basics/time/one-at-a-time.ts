/** Does what it is given one after the other, in the order in which it was given. */
export class OneAtATime {
  #last: Promise<unknown> = Promise.resolve()

  /** Returns what `work` returns; a failure is its own, and the next goes on. */
  run<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work)
    this.#last = done.catch(() => undefined)
    return done
  }
}
