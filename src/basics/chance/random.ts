import { createHash } from 'node:crypto'

/**
 * Chance, under control. Every draw is a hash of (seed, account, purpose, ordinal), never the next value of a shared
 * stream: what one account sees does not depend on what the others do, or on how many requests are in flight.
 */
export interface Random {
  /** A number in [0, 1). */
  fraction(purpose: string, ordinal: number): number
  /** 32 lower-case hex digits. */
  hex32(purpose: string, ordinal: number): string
  /** An unsigned 32-bit number, to seed a generator of a library with. */
  uint32(purpose: string, ordinal: number): number
}

/** Where an account's chance comes from. */
export interface Chance {
  readonly seed: number
  readonly of: string
}

// murmur3's finaliser: every input bit reaches every output bit.
const mix = (value: number): number => {
  let h = value
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** A 128-bit key for each purpose, hashed once with SHA-256; a draw then only mixes in the ordinal. */
type Key = readonly [number, number, number, number]

const lane = (key: number, ordinal: number, salt: number): number =>
  mix(mix(key ^ Math.imul(ordinal | 0, 0x9e3779b1)) + salt + Math.floor(ordinal / 2 ** 32))

const scratch = Buffer.alloc(16)

/** The random numbers of one account under one seed. */
export const createRandom = (seed: number, account: string): Random => {
  const keys = new Map<string, Key>()
  const keyOf = (purpose: string): Key => {
    let key = keys.get(purpose)
    if (key === undefined) {
      const digest = createHash('sha256')
        .update(JSON.stringify([seed, account, purpose]))
        .digest()
      key = [digest.readUInt32LE(0), digest.readUInt32LE(4), digest.readUInt32LE(8), digest.readUInt32LE(12)]
      keys.set(purpose, key)
    }
    return key
  }
  return {
    fraction: (purpose, ordinal) => {
      const key = keyOf(purpose)
      // 53 bits, as Math.random gives.
      return (
        ((lane(key[0], ordinal, key[1]) >>> 5) * 2 ** 26 + (lane(key[2], ordinal, key[3]) >>> 6)) / 2 ** 53
      )
    },
    hex32: (purpose, ordinal) => {
      const key = keyOf(purpose)
      for (let part = 0; part < 4; part += 1) {
        scratch.writeUInt32BE(lane(key[part] as number, ordinal, part + 1), part * 4)
      }
      return scratch.toString('hex')
    },
    uint32: (purpose, ordinal) => lane(keyOf(purpose)[0], ordinal, 0),
  }
}
