import { SimpleFaker } from '@faker-js/faker'
import type { Random } from './random.ts'

/** How many draws one invention may take before it runs into the next ordinal's. */
const DRAWS = 64

const LETTERS_AND_DIGITS = [...'0123456789abcdefghijklmnopqrstuvwxyz']

/** The purpose of the n-th of several similar things, from 0; the first has the same name as a single one. */
export const nthOf = (purpose: string, index: number): string =>
  index === 0 ? purpose : `${purpose} ${index + 1}`

/** What the next draws are for. */
interface Draws {
  readonly random: Random
  readonly purpose: string
  readonly ordinal: number
  count: number
}

let draws: Draws | undefined

const next = (): number => {
  if (draws === undefined) throw new Error('Nothing is being invented.')
  const { random, purpose, ordinal } = draws
  return random.fraction(purpose, ordinal * DRAWS + draws.count++)
}

/** One for all: each faker has functions of its own, which take 8 KB, and there may be thousands of accounts. */
let shared: SimpleFaker | undefined

const fakerFor = (random: Random, purpose: string, ordinal: number): SimpleFaker => {
  shared ??= new SimpleFaker({ randomizer: { next, seed: () => {} } })
  draws = { random, purpose, ordinal, count: 0 }
  return shared
}

/**
 * Invents data with faker. Its generator draws from the account's chance, so what is invented for a task depends on the
 * seed, the account and the task's ordinal alone.
 */
export class Inventor {
  readonly #random: Random

  constructor(random: Random) {
    this.#random = random
  }

  /** Lower-case letters and digits. */
  alphanumeric(length: number, purpose: string, ordinal: number): string {
    const { helpers } = fakerFor(this.#random, purpose, ordinal)
    let text = ''
    // What faker's own alphanumeric draws, without its two arrays per text: every create request waits for this.
    for (let index = 0; index < length; index += 1) text += helpers.arrayElement(LETTERS_AND_DIGITS)
    return text
  }
}
