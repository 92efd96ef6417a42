import type { Citation, Finding } from '../obligations/obligation.ts'
import type { Probe } from './probe.ts'
import type { Delivered } from './receiving.ts'

/** Longer than this is work before the acknowledgement, ms. */
const QUICK_MS = 1_000
/** Half of the shorter of the providers' time limits, ms. */
const SLOW_MS = 5_000

/** Between the ten pieces of a slow sender, ms: together they take longer than a quick acknowledgement may. */
const SLOW_PIECE_MS = 160

const isTaken = ({ status }: Delivered): boolean => status !== null && status >= 200 && status < 300
const isCrash = ({ status }: Delivered): boolean => status === null || status >= 500

const evidenceOf = (situation: string, sent: readonly Delivered[]): readonly Citation[] =>
  sent.slice(0, 4).map(({ task, status, durationMs, error }) => ({
    situation,
    atMs: null,
    what: `POST${task === '' ? '' : ` about ${task}`} → ${status ?? error ?? 'no answer'}, after ${durationMs} ms`,
  }))

const took = (
  situation: string,
  sent: readonly Delivered[],
  isFine: (each: Delivered) => boolean,
  otherwise: string,
): Finding => {
  const evidence = evidenceOf(situation, sent)
  if (sent.length === 0) return { kind: 'untestable', because: 'nothing could be sent to it' }
  return sent.every(isFine)
    ? { kind: 'kept', because: 'It took them.', evidence }
    : { kind: 'broken', because: otherwise, evidence }
}

const quickly = (situation: string, sent: readonly Delivered[]): Finding => {
  const evidence = evidenceOf(situation, sent)
  const longest = Math.max(0, ...sent.map(({ durationMs }) => durationMs))
  if (!sent.some(isTaken)) return { kind: 'broken', because: 'It did not take it.', evidence }
  const because = `It took ${longest} ms.`
  if (longest <= QUICK_MS) return { kind: 'kept', because, evidence }
  return longest > SLOW_MS
    ? { kind: 'broken', because, evidence }
    : { kind: 'broken', level: 'should', because, evidence }
}

/** What is sent to a receiver, in this order. */
export const probes: readonly Probe[] = [
  {
    id: 'callbacks/receiver-acknowledges',
    level: 'must',
    says: 'It does not acknowledge a callback, or works before it does.',
    why: 'The provider waits a few seconds, then counts the callback as lost and sends it again.',
    remedy: 'Answer 200 at once, put the callback on a queue, and work afterwards.',
    judge: async ({ order }) => quickly('usual', await order('usual', [])),
  },
  {
    id: 'callbacks/receiver-duplicates',
    level: 'must',
    says: 'A callback that comes again is answered with an error.',
    why: 'Providers send again whatever they are not sure of; an error makes them send once more.',
    remedy: 'Answer 200 to what you have already had, and do nothing.',
    judge: async ({ order }) =>
      took(
        'duplicates',
        await order('duplicates', [{ fault: 'callback-duplicated', with: { times: 3, apart: '100ms' } }], 3),
        isTaken,
        'It answered one of three with an error.',
      ),
  },
  {
    id: 'callbacks/receiver-out-of-order',
    level: 'must',
    says: 'An older callback that comes last is answered with an error.',
    why: 'Nothing keeps callbacks in order.',
    remedy: 'Answer 200, and never let a task go back from its end.',
    judge: async ({ order }) =>
      took(
        'out-of-order',
        await order('out-of-order', [{ fault: 'callback-out-of-order', with: { apart: '100ms' } }], 2),
        isTaken,
        'It answered one of them with an error.',
      ),
  },
  {
    id: 'callbacks/receiver-foreign',
    level: 'must',
    says: 'A callback about a task that nobody ordered crashes it.',
    why: 'Anybody may send one; a 500 makes the provider send it again and again.',
    remedy: 'Ignore what you did not order, with a 200 or a 404.',
    judge: async ({ order }) =>
      took(
        'foreign',
        await order('foreign', [{ fault: 'callback-foreign' }], 2),
        (each) => !isCrash(each),
        'It answered with a 5xx, or not at all.',
      ),
  },
  {
    id: 'callbacks/receiver-forged',
    level: 'must',
    says: 'It takes a callback whose signature is wrong.',
    why: 'Anybody who finds the address can tell it that a task is done.',
    remedy: 'Check the signature before anything else, and answer 401 when it is wrong.',
    judge: async ({ order, isSigned }) => {
      if (!isSigned)
        return { kind: 'not-applicable', because: 'callbacks are not signed: no webhook key is set' }
      const sent = await order('forged', [{ fault: 'callback-bad-signature' }])
      const isRefused = ({ status }: Delivered): boolean => status !== null && status >= 400 && status < 500
      return took('forged', sent, isRefused, 'It answered as if all were well.')
    },
  },
  {
    id: 'callbacks/receiver-contradiction',
    level: 'should',
    says: 'It believes a callback without asking the provider.',
    why: 'A callback is a message that anybody may send. What holds is what the provider answers when it is asked.',
    remedy: 'Take a callback as a nudge: read the task, and believe that.',
    judge: async ({ order, readsOf, simulator, contract }) => {
      const sent = await order('contradicts', [
        { fault: 'callback-contradicts', with: { says: 'succeeded' } },
      ])
      const evidence = evidenceOf('contradicts', sent)
      if (readsOf('contradicts') > 0) return { kind: 'kept', because: 'It read the task.', evidence }
      return {
        kind: 'not-applicable',
        because: `it asked nobody; start it with ${contract.variables.baseUrl}=${simulator.url} and the key grade-contradicts to see whether it does`,
      }
    },
  },
  {
    id: 'callbacks/receiver-broken-body',
    level: 'must',
    says: 'A body that is not JSON crashes it.',
    why: 'Callbacks get cut off on their way, and scanners post anything. A 500 wakes somebody up without need.',
    remedy: 'Catch the parse error, and answer 400.',
    judge: async ({ post }) =>
      took(
        'broken body',
        [await post(['{"taskId":"e98'])],
        (each) => !isCrash(each),
        'It answered with a 5xx, or not at all.',
      ),
  },
  {
    id: 'callbacks/receiver-huge-body',
    level: 'must',
    says: 'A body of two megabytes crashes it, or keeps it busy.',
    why: 'A receiver without a limit can be filled up by anybody.',
    remedy: 'Limit what a body may hold, and answer 413.',
    judge: async ({ post }) => {
      const sent = await post([JSON.stringify({ filling: 'x'.repeat(2 * 1024 * 1024) })])
      // Whoever stops reading and closes the connection has a limit too.
      const isFine = (each: Delivered): boolean => !isCrash(each) || /ECONNRESET|EPIPE/.test(each.error ?? '')
      return took('huge body', [sent], isFine, 'It answered with a 5xx, or not at all.')
    },
  },
  {
    id: 'callbacks/receiver-slow-sender',
    level: 'must',
    says: 'One slow sender keeps it from hearing the others.',
    why: 'A receiver that reads one body after the other stands still for everybody behind a bad line.',
    remedy: 'Serve requests side by side, with a time limit for each.',
    judge: async ({ post, order }) => {
      const pieces = Array.from({ length: 8 }, () => ' ')
      const slow = post(['{', ...pieces, '}'], SLOW_PIECE_MS)
      const meanwhile = await order('meanwhile', [])
      await slow
      return quickly('meanwhile', meanwhile)
    },
  },
  {
    id: 'callbacks/receiver-still-there',
    level: 'must',
    says: 'After all this it does not take an ordinary callback any more.',
    why: 'One bad message must not be the last.',
    remedy: 'Keep the errors of one request in that request.',
    judge: async ({ order }) => quickly('at the end', await order('at-the-end', [])),
  },
]
