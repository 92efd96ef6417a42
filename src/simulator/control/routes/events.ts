import { z } from 'zod'
import { bounds } from '../../bounds.ts'
import { whenOver } from '../../http/when-over.ts'
import type { Happening } from '../../journal/events.ts'
import { struck } from '../../journal/struck.ts'
import type { Simulation } from '../../simulation.ts'
import { ControlError } from '../control-error.ts'
import { type ControlCall, controlRoute } from '../control-route.ts'
import { showHappening } from '../show-happening.ts'

const querySchema = z.object({
  account: z.string().optional().describe("an account's name, for callers without a key"),
})

/** Comments keep proxies and browsers from closing a quiet stream. */
const KEEP_ALIVE_MS = 15_000

/** What happened, as a line of a stream; the same for all who watch. */
const textOf = (simulation: Simulation, happening: Happening): string => {
  const item = struck(showHappening(simulation, happening), simulation.secrets)
  return `event: ${happening.type}\ndata: ${JSON.stringify({ account: happening.account, item })}\n\n`
}

/** The lines of those who watch one simulator, each made once. */
const lines = new WeakMap<Happening, string>()

const lineOf = (simulation: Simulation, happening: Happening): string => {
  const line = lines.get(happening) ?? textOf(simulation, happening)
  lines.set(happening, line)
  return line
}

const stream = ({
  simulation,
  account,
  query,
  request,
  reply,
}: ControlCall<z.output<typeof querySchema>>): unknown => {
  const { streams } = simulation
  if (streams.size >= bounds.streams.most) {
    throw new ControlError(503, `${bounds.streams.most} event streams are open already; close one of them.`)
  }
  const wanted = account?.name ?? query.account
  reply.hijack()
  const { raw } = reply
  streams.add(raw)
  // A watcher that leaves in the middle of a line is not an error.
  raw.on('error', () => undefined)
  raw.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-cache',
    'x-accel-buffering': 'no',
  })
  raw.write(': watching\n\n')
  const tell = (happening: Happening): void => {
    const { account: name } = happening
    if (wanted !== undefined && name !== null && name !== wanted) return
    if (raw.writableLength > bounds.streamBacklog.most) return void request.raw.socket.destroy()
    raw.write(lineOf(simulation, happening))
  }
  const unwatch = simulation.events.watch(tell)
  const stopBeating = simulation.every(KEEP_ALIVE_MS, () => raw.write(': still here\n\n'))
  if (raw.socket !== null) simulation.heldConnections.hold(raw.socket)
  whenOver(request, reply, () => {
    streams.delete(raw)
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
