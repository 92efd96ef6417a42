import { setMaxListeners } from 'node:events'
import type { FastifyReply } from 'fastify'

/** Aborted when the caller hangs up before it has its response. */
export const leftBy = ({ raw }: FastifyReply): AbortSignal => {
  const controller = new AbortController()
  // A move of all clocks has a listener for each.
  setMaxListeners(0, controller.signal)
  raw.once('close', () => {
    if (!raw.writableFinished) controller.abort()
  })
  return controller.signal
}
