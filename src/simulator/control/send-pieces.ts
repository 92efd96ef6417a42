import { Readable } from 'node:stream'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { FastifyReply } from 'fastify'
import { realNow } from '../../basics/time/machine.ts'
import { JSON_TYPE } from '../http/headers.ts'

/** Characters that are sent at once. */
const PIECE = 64 * 1024
/** How long one list is written before others have their turn, real ms. */
const LONGEST_TURN_MS = 5

/** JSON text of a list between two texts, in pieces, each made when the one before was taken. */
async function* piecesOf(before: string, items: Iterable<unknown>, after: string): AsyncGenerator<string> {
  let piece = before
  let separator = ''
  let turnBegan = realNow()
  for (const item of items) {
    piece += separator + JSON.stringify(item)
    separator = ','
    if (piece.length >= PIECE) {
      yield piece
      piece = ''
    }
    if (realNow() - turnBegan > LONGEST_TURN_MS) {
      await nextTurn()
      turnBegan = realNow()
    }
  }
  yield piece + after
}

/**
 * Sends a list as JSON, however long it is: it is never in memory as a whole, and nobody else waits for it.
 * @param items made while they are sent
 */
export const sendPieces = async (
  reply: FastifyReply,
  before: string,
  items: Iterable<unknown>,
  after: string,
): Promise<FastifyReply> => {
  const pieces = piecesOf(before, items, after)
  // What is wrong with the beginning can still be told by a status.
  const first = await pieces.next()
  const all = async function* (): AsyncGenerator<string> {
    if (first.done !== true) yield first.value
    yield* pieces
  }
  return reply.header('content-type', JSON_TYPE).send(Readable.from(all(), { objectMode: false }))
}
