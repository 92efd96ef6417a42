/** Limits how many jobs run at the same time; the others wait in line. */
export class Turnstile {
  readonly #mostAtOnce: number
  readonly #mostWaiting: number
  readonly #line: (() => Promise<void>)[] = []
  readonly #underWay = new Set<Promise<void>>()

  constructor(mostAtOnce: number, mostWaiting: number) {
    this.#mostAtOnce = mostAtOnce
    this.#mostWaiting = mostWaiting
  }

  get isFull(): boolean {
    return this.#line.length >= this.#mostWaiting
  }

  /** @param job must not reject */
  pass(job: () => Promise<void>): void {
    this.#line.push(job)
    this.#next()
  }

  /** Resolves when nothing runs or waits. */
  async idle(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay)
  }

  #next(): void {
    while (this.#underWay.size < this.#mostAtOnce) {
      const job = this.#line.shift()
      if (job === undefined) return
      const work: Promise<void> = job().finally(() => {
        this.#underWay.delete(work)
        this.#next()
      })
      this.#underWay.add(work)
    }
  }
}
