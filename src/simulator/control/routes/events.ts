import { z } from 'zod'
import type { Happening } from '../../journal/events.ts'
import { struck } from '../../journal/struck.ts'
import { type ControlCall, controlRoute } from '../control-route.ts'
import { showHappening } from '../show-happening.ts'

const querySchema = z.object({
  account: z.string().optional().describe("an account's name, for callers without a key"),
})

/** Comments keep proxies and browsers from closing a quiet stream. */
const KEEP_ALIVE_MS = 15_000

/** How much may be queued for a watcher that does not read; beyond that it is disconnected. */
const LONGEST_BACKLOG_BYTES = 8 * 1024 * 1024

const stream = ({
  simulation,
  account,
  query,
  reply,
}: ControlCall<z.output<typeof querySchema>>): unknown => {
  const wanted = account?.name ?? query.account
  reply.hijack()
  const { raw } = reply
  // A watcher that leaves in the middle of a line is not an error.
  raw.on('error', () => undefined)
  raw.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-cache',
    'x-accel-buffering': 'no',
  })
  raw.write(': watching\n\n')
  const tell = (happening: Happening): void => {
    const { type, account: name } = happening
    if (wanted !== undefined && name !== null && name !== wanted) return
    if (raw.writableLength > LONGEST_BACKLOG_BYTES) return void raw.destroy()
    raw.write(
      `event: ${type}\ndata: ${JSON.stringify({ account: name, item: struck(showHappening(simulation, happening), simulation.secrets) })}\n\n`,
    )
  }
  const unwatch = simulation.events.watch(tell)
  const stopBeating = simulation.every(KEEP_ALIVE_MS, () => raw.write(': still here\n\n'))
  if (raw.socket !== null) simulation.hold(raw.socket)
  raw.once('close', () => {
    unwatch()
    stopBeating()
  })
  return reply
}

export const eventRoutes = [
  controlRoute({
    method: 'GET',
    path: '/events',
    summary: 'What happens, as it happens: server-sent events',
    query: querySchema,
    mediaType: 'text/event-stream',
    handle: stream,
  }),
]
