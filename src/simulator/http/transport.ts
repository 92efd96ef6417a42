import type { FastifyReply } from 'fastify'
import type { Clock } from '../../basics/time/clock.ts'
import { afterRealMs } from '../../basics/time/machine.ts'
import type { Transport } from '../faults/fault.ts'
import type { Simulation } from '../simulation.ts'

/** What sending a response needs to know. */
export interface Carried {
  readonly simulation: Simulation
  readonly account: { readonly clock: Clock } | undefined
  readonly reply: FastifyReply
}

/** Whether not even a status line is sent. */
export const isSilent = (transport: Transport | undefined): boolean =>
  transport?.kind === 'hang' || (transport?.kind === 'cut' && transport.share === 0)

/** Sends a response as a fault says: late, in part, or not at all. The reply's status and headers are already set. */
export const carry = (carried: Carried, body: string | Buffer, transport: Transport): FastifyReply => {
  const { reply, simulation } = carried
  reply.hijack()
  const socket = reply.raw.socket
  // A connection that gets no response must not keep the simulator from closing.
  if (socket !== null) reply.raw.once('close', simulation.heldConnections.hold(socket))
  // A caller that leaves in the middle is not an error.
  reply.raw.on('error', () => undefined)
  const bytes = Buffer.from(body as string)
  switch (transport.kind) {
    case 'hang':
      patiently(carried, () => hang(reply, transport.forMs, clockOf(carried)))
      break
    case 'cut':
      cut(reply, bytes.subarray(0, Math.floor(bytes.length * transport.share)), bytes.length, transport)
      break
    case 'drip':
      patiently(carried, () => drip(reply, bytes, transport, clockOf(carried)))
      break
  }
  return reply
}

/** Sends a response that takes its time, unless too many wait already: then its connection ends at once. */
const patiently = ({ reply, simulation: { waitingCalls } }: Carried, send: () => Promise<void>): void => {
  const { socket } = reply.raw
  if (!waitingCalls.admit(0)) return void socket?.destroy()
  send()
    .catch(() => socket?.destroy())
    .finally(() => waitingCalls.letGo(0))
}

const hang = async (reply: FastifyReply, forMs: number, clock: Clock): Promise<void> => {
  await clock.wait(forMs, 'end of a call that hangs')
  reply.raw.socket?.destroy()
}

const clockOf = ({ account, simulation }: Carried): Clock => (account ?? simulation.accounts).clock

const begin = (reply: FastifyReply, length: number): void => {
  reply.raw.writeHead(reply.statusCode, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-length': length,
  })
}

/** How long a reader on this machine has to read the first part of a response before the reset, real ms. */
const RESET_AFTER_MS = 25

const cut = (
  reply: FastifyReply,
  part: Buffer,
  length: number,
  { share, abruptly }: Extract<Transport, { kind: 'cut' }>,
): void => {
  const { raw } = reply
  const end = (): void => {
    if (abruptly) raw.socket?.resetAndDestroy()
    else raw.socket?.end()
  }
  if (share === 0) {
    end()
    return
  }
  begin(reply, length)
  // Many clients treat a reset that arrives with the last bytes as a clean end. Sent a little later, none does.
  raw.write(part, () => void (abruptly ? afterRealMs(RESET_AFTER_MS, end) : setImmediate(end)))
}

const drip = async (
  reply: FastifyReply,
  bytes: Buffer,
  { pieces, everyMs }: Extract<Transport, { kind: 'drip' }>,
  clock: Clock,
): Promise<void> => {
  begin(reply, bytes.length)
  const size = Math.max(1, Math.ceil(bytes.length / pieces))
  for (let from = 0; from < bytes.length; from += size) {
    if (from > 0) await clock.wait(everyMs, 'next piece of a slow answer')
    if (reply.raw.destroyed) return
    reply.raw.write(bytes.subarray(from, from + size))
  }
  reply.raw.end()
}
