import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** What is to be done when a connection closes; one listener for each, however many calls come on it. */
const closing = new WeakMap<Socket, Set<() => void>>()

const waitingOn = (socket: Socket): Set<() => void> => {
  const known = closing.get(socket)
  if (known !== undefined) return known
  const waiting = new Set<() => void>()
  closing.set(socket, waiting)
  socket.once('close', () => {
    for (const run of [...waiting]) run()
  })
  return waiting
}

/**
 * Calls `run` once, when a call is over: its response has been sent, or its connection has closed. Node tells a response
 * of the latter only if its turn has come, and one that was sent behind another on the same connection may never get it.
 */
export const whenOver = (
  { raw: { socket } }: { readonly raw: IncomingMessage },
  { raw: response }: { readonly raw: ServerResponse },
  run: () => void,
): void => {
  const waiting = waitingOn(socket)
  let isOver = false
  const end = (): void => {
    waiting.delete(end)
    if (isOver) return
    isOver = true
    run()
  }
  response.once('close', end)
  waiting.add(end)
  if (socket.destroyed) end()
}
