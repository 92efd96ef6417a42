import { closeSync, openSync, readSync } from 'node:fs'

const PIECE_BYTES = 64 * 1024

/**
 * The text of a file, a pipe or a device, whatever its size is said to be.
 * @param source a path, or the number of an open file
 * @returns undefined if it has more than `mostBytes`
 * @throws Error with a code if it cannot be read
 */
export const readBounded = (source: string | number, mostBytes: number): string | undefined => {
  const file = typeof source === 'number' ? source : openSync(source, 'r')
  const pieces: Buffer[] = []
  let bytes = 0
  try {
    for (;;) {
      const piece = Buffer.alloc(PIECE_BYTES)
      const read = readSync(file, piece, 0, PIECE_BYTES, null)
      if (read === 0) return Buffer.concat(pieces).toString('utf8')
      bytes += read
      if (bytes > mostBytes) return undefined
      pieces.push(piece.subarray(0, read))
    }
  } finally {
    if (file !== source) closeSync(file)
  }
}
