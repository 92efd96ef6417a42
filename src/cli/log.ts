import { showExchange } from '../simulator/control/show.ts'
import type { Exchange } from '../simulator/journal/journal.ts'
import type { LogLevel } from '../simulator/settings.ts'
import type { Output } from './io.ts'

const LEVELS: readonly LogLevel[] = ['silent', 'error', 'warn', 'info', 'debug']

const levelOf = ({ status, note }: Exchange): LogLevel => {
  if (status === null || status >= 500) return 'error'
  return note === null ? 'info' : 'warn'
}

type Line = Omit<ReturnType<typeof showExchange>, 'request' | 'response'>

const line = ({ at, account, method, url, status, durationMs, task, fault, note }: Line): string =>
  [
    new Date(at).toISOString(),
    account ?? '-',
    method,
    // A control character in a path must not reach the terminal.
    JSON.stringify(url).slice(1, -1),
    status ?? 'no answer',
    `${durationMs.toFixed(1)} ms`,
    task,
    fault === null ? null : `fault=${fault}`,
    note === null ? null : `— ${note}`,
  ]
    .filter((part) => part !== null)
    .join(' ')

/** Writes a line per exchange: for people, or a JSON object each for a machine. Never a key. */
export const createLog =
  (level: LogLevel, isJson: boolean, output: Output) =>
  (exchange: Exchange): void => {
    if (LEVELS.indexOf(levelOf(exchange)) > LEVELS.indexOf(level)) return
    // As the control API shows it: without any key.
    const { request, response, ...shown } = showExchange(exchange)
    const bodies = level === 'debug' ? { request, response } : {}
    if (isJson) {
      output.write(
        `${JSON.stringify({ event: 'exchange', level: levelOf(exchange), ...shown, ...bodies })}\n`,
      )
    } else {
      output.write(`${line(shown)}\n`)
      if (level === 'debug') output.write(`  > ${request.body}\n  < ${response.body}\n`)
    }
  }
