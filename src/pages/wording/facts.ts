import type { Bullet } from '../text/blocks.ts'
import type { Fact, FactName } from './labels.ts'

/** What a page says of one parameter. Of what is said twice the first counts; only texts that grow take more. */
export class Facts {
  readonly #said = new Map<FactName, Fact>()

  get(name: FactName): Fact | undefined {
    return this.#said.get(name)
  }

  has(name: FactName): boolean {
    return this.#said.has(name)
  }

  get isEmpty(): boolean {
    return this.#said.size === 0
  }

  /** Returns false, and changes nothing, where it was said before. */
  say(name: FactName, text: string, bullets: readonly Bullet[] = []): boolean {
    if (this.has(name)) return false
    this.#said.set(name, { text, bullets })
    return true
  }

  /** Adds to the description, or to the limits that no keyword of a schema is for, such as a duration. */
  add(name: 'description' | 'stated', text: string): void {
    const known = this.get(name)
    this.#said.set(name, {
      text: known === undefined || known.text === '' ? text : `${known.text}\n${text}`,
      bullets: known?.bullets ?? [],
    })
  }

  /** Takes what somebody else says and nobody has said here. */
  fill(other: Facts): void {
    for (const [name, { text, bullets }] of other.#said) this.say(name, text, bullets)
  }
}
