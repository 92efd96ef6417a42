import { setMaxListeners } from 'node:events'
import type { FastifyReply } from 'fastify'
import { whenOver } from '../http/when-over.ts'

/** Aborted when the caller hangs up before it has its response. */
export const leftBy = (reply: FastifyReply): AbortSignal => {
  const controller = new AbortController()
  // A move of all clocks has a listener for each.
  setMaxListeners(0, controller.signal)
  whenOver(reply.request, reply, () => {
    if (!reply.raw.writableFinished) controller.abort()
  })
  return controller.signal
}
