import type { Secrets } from '../../contracts/secrets.ts'
import type { Verdict } from '../../simulator/bill/create-bill.ts'
import type { Attempt, Delivery } from '../../simulator/callbacks/delivery.ts'
import { type BriefExchange, showBriefly, showSafely } from '../../simulator/control/show.ts'
import type { Exchange } from '../../simulator/journal/journal.ts'
import type { LogLevel } from '../../simulator/settings.ts'
import { wrapped } from '../flags/help.ts'
import { type Paint, paintFor, type Style } from '../terminal/colours.ts'
import type { Environment, Output } from '../terminal/io.ts'

const LEVELS: readonly LogLevel[] = ['silent', 'error', 'warn', 'info', 'debug']

const levelOf = ({ status, note, bill }: Exchange): LogLevel => {
  if (status === null || status >= 500) return 'error'
  if (bill?.task !== undefined && bill.doubt !== undefined) return 'error'
  return note === null ? 'info' : 'warn'
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

const codeOf = (sign: string): string =>
  SHORT[sign] ?? `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`

/** What moves the cursor, or turns the direction of the text around, is shown as its code; quotes stay as they are. */
const plain = (text: string): string => text.replace(UNSAFE, codeOf)

const statusText = (status: number | null, paint: Paint): string => {
  if (status === null) return paint('red', '---')
  return paint(status >= 500 ? 'red' : status >= 400 ? 'yellow' : 'green', String(status))
}

const BILL_STYLES: Readonly<Record<Verdict, Style>> = {
  accepted: 'green',
  refused: 'yellow',
  refunded: 'yellow',
  'never-learned': 'red',
}

const clockText = (): ((at: number) => string) => {
  let [second, text] = [Number.NaN, '']
  return (at) => {
    // Most lines are of the same second as the one before.
    if (Math.floor(at / 1000) !== second) {
      second = Math.floor(at / 1000)
      text = new Date(at).toISOString().slice(11, 19)
    }
    return text
  }
}

/** How a log looks: whether it has colours, and how wide the terminal is, if there is one. */
interface Looks {
  readonly paint: Paint
  /** `12:34:56`, of epoch ms. */
  readonly clock: (at: number) => string
  readonly columns: number | undefined
}

/** Where the text of a line begins: after time and status. */
const INDENT = ' '.repeat(15)

/** A line, and what is said about it: on a terminal on the line below, so that no word is broken. */
const laidOut = (line: string, about: string | null, { paint, columns }: Looks): string => {
  if (about === null) return line
  const text = plain(about)
  if (columns === undefined) return `${line}  ${paint('yellow', text)}`
  const under = wrapped(text, Math.max(columns - INDENT.length, 30))
  return [line, ...under.map((part) => INDENT + paint('yellow', part))].join('\n')
}

/** Enough of an id to tell tasks apart if a line has little room. */
const idText = (id: string, columns: number | undefined): string =>
  columns === undefined || columns >= 120 || id.length <= 12 ? id : `${id.slice(0, 4)}…${id.slice(-6)}`

const exchangeLine = (shown: BriefExchange, looks: Looks): string => {
  const { at, account, method, url, status, durationMs, task, fault, note, bill } = shown
  const { paint, columns, clock } = looks
  let line = `${paint('dim', clock(at))}  ${statusText(status, paint)}  ${plain(method)} ${plain(url)}`
  line += `  ${paint('dim', `${Math.round(durationMs)} ms`)}`
  if (account !== null) line += `  ${paint('dim', plain(account))}`
  if (task !== null) line += `  task ${plain(idText(task, columns))}`
  if (status === null) line += `  ${paint('red', 'no response')}`
  if (fault !== null) line += `  ${paint('magenta', `fault ${fault}`)}`
  // Where the client does not learn it, the note says so and why.
  if (bill !== null && !note?.includes(bill.text.slice(1)))
    line += `  ${paint(BILL_STYLES[bill.verdict], bill.text)}`
  return laidOut(line, note, looks)
}

const outcomeOf = ({ state, attempts }: Delivery, paint: Paint): string => {
  if (state === 'delivered') return paint('green', 'delivered')
  if (state === 'refused') return paint('yellow', 'not sent')
  return state === 'failed'
    ? paint('red', `given up after ${attempts.length} attempts`)
    : paint('yellow', 'to be tried again')
}

const attemptLine = (delivery: Delivery, { at, status, error }: Attempt, looks: Looks): string => {
  const { paint, columns, clock } = looks
  const parts = [
    paint('dim', clock(at)),
    statusText(status, paint),
    `callback to ${plain(delivery.url)}`,
    paint('dim', delivery.account),
    `task ${idText(delivery.taskId, columns)}`,
    `attempt ${delivery.attempts.length}`,
    outcomeOf(delivery, paint),
  ]
  return laidOut(parts.join('  '), error, looks)
}

const jsonLine = (level: LogLevel, shown: object): string =>
  `${JSON.stringify({ event: 'exchange', level, ...shown })}\n`

/** Writes the log: a line per exchange, and one per attempt of a callback. */
export interface Log {
  readonly onExchange: (exchange: Exchange, secrets: Secrets) => void
  readonly onDelivery: (delivery: Delivery, secrets: Secrets) => void
}

interface LogOptions {
  readonly level: LogLevel
  readonly isJson: boolean
  readonly env: Environment
}

/** Writes for people, or a JSON object per line for a machine. Never a key. */
export const createLog = (output: Output, { level, isJson, env }: LogOptions): Log => {
  const looks: Looks = {
    paint: paintFor(output, env),
    clock: clockText(),
    columns: output.isTTY ? output.columns : undefined,
  }
  const isShown = (of: LogLevel): boolean => LEVELS.indexOf(of) <= LEVELS.indexOf(level)
  const lineOf = (shown: BriefExchange): string => `${exchangeLine(shown, looks)}\n`
  // A delivery also changes without an attempt, when it is created.
  const logged = new WeakMap<Delivery, number>()
  return {
    onExchange: (exchange, secrets) => {
      const of = levelOf(exchange)
      if (!isShown(of)) return
      if (level === 'debug') {
        const { request, response, ...shown } = showSafely(exchange, secrets)
        const bodies = `  > ${plain(request.body)}\n  < ${plain(response.body)}\n`
        output.write(isJson ? jsonLine(of, { ...shown, request, response }) : lineOf(shown) + bodies)
        return
      }
      const shown = showBriefly(exchange, secrets)
      output.write(isJson ? jsonLine(of, shown) : lineOf(shown))
    },
    onDelivery: (made, secrets) => {
      const delivery = { ...made, url: secrets.strike(made.url) }
      const attempt = delivery.attempts.at(-1)
      const of: LogLevel = delivery.state === 'delivered' ? 'info' : 'warn'
      if (attempt === undefined || logged.get(made) === delivery.attempts.length || !isShown(of)) return
      logged.set(made, delivery.attempts.length)
      const { id, taskId, account, url, state, attempts } = delivery
      if (isJson)
        output.write(
          `${JSON.stringify({ event: 'callback', level: of, id, task: taskId, account, url, state, attempt: attempts.length, ...attempt })}\n`,
        )
      else output.write(`${attemptLine(delivery, attempt, looks)}\n`)
    },
  }
}
