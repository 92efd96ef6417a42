/** Numbers and times as people read them. */

const pad = (number, length = 2) => String(number).padStart(length, '0')

/** `14:03:07.250`, in UTC: as the simulator writes times. */
export const clockTime = (at) => {
  const date = new Date(at)
  return `${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())}:${pad(date.getUTCSeconds())}.${pad(date.getUTCMilliseconds(), 3)}`
}

export const calendarDay = (at) => new Date(at).toISOString().slice(0, 10)

/** @type {[string, number][]} */
const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
]

/** `250 ms`, `4.2 s`, `2 min 5 s`, `1 d 3 h`. */
export const duration = (ms) => {
  if (ms < 1_000) return `${ms < 10 && ms % 1 !== 0 ? ms.toFixed(1) : Math.round(ms)} ms`
  if (ms < 60_000) return `${Number((ms / 1_000).toFixed(ms < 10_000 ? 2 : 1))} s`
  const [unit, size] = UNITS.find(([, unitMs]) => ms >= unitMs)
  const whole = Math.floor(ms / size)
  const [lesser, lesserSize] = UNITS[UNITS.findIndex(([name]) => name === unit) + 1] ?? ['s', 1_000]
  const rest = Math.floor((ms - whole * size) / lesserSize)
  return rest === 0 ? `${whole} ${unit}` : `${whole} ${unit} ${rest} ${lesser}`
}

const SIZES = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** Reads `250`, `250ms`, `5s`, `2m`, `1h`, `1d` into ms; undefined when it is not a duration. */
export const parseDuration = (text) => {
  const [, number, unit = 'ms'] = /^\s*(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)?\s*$/.exec(text) ?? []
  return number === undefined ? undefined : Number(number) * SIZES[unit]
}

export const count = (number, one, many = `${one}s`) =>
  `${number.toLocaleString('en')} ${number === 1 ? one : many}`

/** A response's status, with the code in its body if the provider reports there what HTTP does not. */
export const statusText = ({ status, response }) => {
  if (status === null) return 'cut off'
  const code = /^\{"code":\s*(\d{3})\b/.exec(response.body)?.[1]
  return code === undefined || code === String(status) ? String(status) : `${status} · ${code}`
}

/** The colour of a status: a response may have status 200 and still be a refusal, by its body. */
export const statusKind = (exchange) => {
  const text = statusText(exchange).split(' ').at(-1)
  if (!/^\d/.test(text)) return 'failed'
  return text < '400' ? 'succeeded' : text < '500' ? 'note' : 'failed'
}

const DEEPEST = 20

/** JSON indented, with every character of its values unchanged; anything else as it is. */
export const pretty = (text) => {
  try {
    JSON.parse(text)
  } catch {
    return text
  }
  let depth = 0
  const line = () => `\n${'  '.repeat(Math.min(depth, DEEPEST))}`
  return text.replace(/"(?:[^"\\]|\\.)*"|[[{]\s*[\]}]|[[{\]},:]|\s+/g, (token) => {
    if (/^\s/.test(token)) return ''
    if (token === ':') return ': '
    if (token === ',') return `,${line()}`
    if (token === '{' || token === '[') {
      depth += 1
      return token + line()
    }
    if (token !== '}' && token !== ']') return token
    depth -= 1
    return line() + token
  })
}
