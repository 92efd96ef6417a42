import type { Random } from './random.ts'

/** How many draws one invention may take before it runs into the next ordinal's. */
const DRAWS = 64

/** The purpose of the n-th of several similar things, from 0; the first has the same name as a single one. */
export const nthOf = (purpose: string, index: number): string =>
  index === 0 ? purpose : `${purpose} ${index + 1}`

const CHARACTERS = '0123456789abcdefghijklmnopqrstuvwxyz'

/**
 * Invents data from the account's chance: what is invented for a task depends on the seed, the account and the task's
 * ordinal alone.
 */
export class Inventor {
  readonly #random: Random

  constructor(random: Random) {
    this.#random = random
  }

  /** Lower-case letters and digits. */
  alphanumeric(length: number, purpose: string, ordinal: number): string {
    let text = ''
    for (let draw = 0; draw < length; draw += 1) {
      const fraction = this.#random.fraction(purpose, ordinal * DRAWS + draw)
      text += CHARACTERS.charAt(Math.floor(fraction * CHARACTERS.length))
    }
    return text
  }
}
