import type { Attempt, Delivery } from '../simulator/callbacks/delivery.ts'
import { showExchange } from '../simulator/control/show.ts'
import type { Exchange } from '../simulator/journal/journal.ts'
import type { LogLevel } from '../simulator/settings.ts'
import { type Paint, paintFor } from './colours.ts'
import type { Environment, Output } from './io.ts'

const LEVELS: readonly LogLevel[] = ['silent', 'error', 'warn', 'info', 'debug']

const levelOf = ({ status, note }: Exchange): LogLevel => {
  if (status === null || status >= 500) return 'error'
  return note === null ? 'info' : 'warn'
}

/** A control character must not reach the terminal. */
const plain = (text: string): string => JSON.stringify(text).slice(1, -1)

const statusText = (status: number | null, paint: Paint): string => {
  if (status === null) return paint('red', '---')
  return paint(status >= 500 ? 'red' : status >= 400 ? 'yellow' : 'green', String(status))
}

const timeText = (at: number, paint: Paint): string => paint('dim', new Date(at).toISOString().slice(11, 19))

type Line = Omit<ReturnType<typeof showExchange>, 'request' | 'response'>

const exchangeLine = (shown: Line, paint: Paint): string => {
  const { at, account, method, url, status, durationMs, task, fault, note } = shown
  return [
    timeText(at, paint),
    statusText(status, paint),
    method,
    plain(url),
    paint('dim', `${durationMs.toFixed(1)} ms`),
    account === null ? null : paint('dim', account),
    task === null ? null : `task ${task}`,
    status === null ? paint('red', 'no response') : null,
    fault === null ? null : paint('magenta', `fault ${fault}`),
    note === null ? null : paint('yellow', plain(note)),
  ]
    .filter((part) => part !== null)
    .join('  ')
}

const outcomeOf = ({ state, attempts }: Delivery, paint: Paint): string => {
  if (state === 'delivered') return paint('green', 'delivered')
  if (state === 'refused') return paint('yellow', 'not sent')
  return state === 'failed'
    ? paint('red', `given up after ${attempts.length} attempts`)
    : paint('yellow', 'to be tried again')
}

const attemptLine = (delivery: Delivery, { at, status, error }: Attempt, paint: Paint): string =>
  [
    timeText(at, paint),
    statusText(status, paint),
    'callback to',
    plain(delivery.url),
    paint('dim', delivery.account),
    `task ${delivery.taskId}`,
    `attempt ${delivery.attempts.length}`,
    outcomeOf(delivery, paint),
    error === null ? null : paint('yellow', plain(error)),
  ]
    .filter((part) => part !== null)
    .join('  ')

/** What writes the log: a line per exchange, and one per attempt of a callback. */
export interface Log {
  readonly onExchange: (exchange: Exchange) => void
  readonly onDelivery: (delivery: Delivery) => void
}

interface LogOptions {
  readonly level: LogLevel
  readonly isJson: boolean
  readonly env: Environment
}

/** Writes for people, or a JSON object per line for a machine. Never a key. */
export const createLog = (output: Output, { level, isJson, env }: LogOptions): Log => {
  const paint = paintFor(output, env)
  const isShown = (of: LogLevel): boolean => LEVELS.indexOf(of) <= LEVELS.indexOf(level)
  // A delivery changes without an attempt too, when it is made.
  const logged = new WeakMap<Delivery, number>()
  return {
    onExchange: (exchange) => {
      const of = levelOf(exchange)
      if (!isShown(of)) return
      // As the control API shows it: without any key.
      const { request, response, ...shown } = showExchange(exchange)
      const bodies = level === 'debug' ? { request, response } : {}
      if (isJson) output.write(`${JSON.stringify({ event: 'exchange', level: of, ...shown, ...bodies })}\n`)
      else {
        output.write(`${exchangeLine(shown, paint)}\n`)
        if (level === 'debug') output.write(`  > ${plain(request.body)}\n  < ${plain(response.body)}\n`)
      }
    },
    onDelivery: (delivery) => {
      const attempt = delivery.attempts.at(-1)
      const of: LogLevel = delivery.state === 'delivered' ? 'info' : 'warn'
      if (attempt === undefined || logged.get(delivery) === delivery.attempts.length || !isShown(of)) return
      logged.set(delivery, delivery.attempts.length)
      const { id, taskId, account, url, state, attempts } = delivery
      if (isJson)
        output.write(
          `${JSON.stringify({ event: 'callback', level: of, id, task: taskId, account, url, state, attempt: attempts.length, ...attempt })}\n`,
        )
      else output.write(`${attemptLine(delivery, attempt, paint)}\n`)
    },
  }
}
