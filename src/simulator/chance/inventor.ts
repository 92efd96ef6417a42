import { SimpleFaker } from '@faker-js/faker'
import type { Random } from './random.ts'

/** How many draws one invention may take before it runs into the next ordinal's. */
const DRAWS = 64

/** The purpose of the n-th of several similar things, from 0; the first has the same name as a single one. */
export const nthOf = (purpose: string, index: number): string =>
  index === 0 ? purpose : `${purpose} ${index + 1}`

/**
 * Invents data with faker. Its generator draws from the account's chance, so what is invented for a task depends on the
 * seed, the account and the task's ordinal alone.
 */
export class Inventor {
  readonly #faker: SimpleFaker
  #purpose = ''
  #ordinal = 0
  #draw = 0

  constructor(random: Random) {
    const next = (): number => random.fraction(this.#purpose, this.#ordinal * DRAWS + this.#draw++)
    this.#faker = new SimpleFaker({ randomizer: { next, seed: () => {} } })
  }

  /** Lower-case letters and digits. */
  alphanumeric(length: number, purpose: string, ordinal: number): string {
    return this.#for(purpose, ordinal).string.alphanumeric({ length, casing: 'lower' })
  }

  #for(purpose: string, ordinal: number): SimpleFaker {
    this.#purpose = purpose
    this.#ordinal = ordinal
    this.#draw = 0
    return this.#faker
  }
}
