/** Numbers and times as people read them. */

/** @type {(number: number, length?: number) => string} */
const pad = (number, length = 2) => String(number).padStart(length, '0')

/** `14:03:07`, in UTC: as the simulator writes times. @type {(at: number) => string} */
export const clockTime = (at) => {
  const date = new Date(at)
  return `${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())}:${pad(date.getUTCSeconds())}`
}

/** `14:03:07.250`. @type {(at: number) => string} */
export const exactTime = (at) => `${clockTime(at)}.${pad(new Date(at).getUTCMilliseconds(), 3)}`

/** @type {(at: number) => string} */
export const calendarDay = (at) => new Date(at).toISOString().slice(0, 10)

/** @type {readonly (readonly [string, number])[]} */
const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
]

/** `250 ms`, `4.2 s`, `2 min 5 s`, `1 d 3 h`. @type {(ms: number) => string} */
export const duration = (ms) => {
  if (ms < 1_000) return `${ms < 10 && ms % 1 !== 0 ? ms.toFixed(1) : Math.round(ms)} ms`
  if (ms < 60_000) return `${Number((ms / 1_000).toFixed(ms < 10_000 ? 2 : 1))} s`
  const index = UNITS.findIndex(([, unitMs]) => ms >= unitMs)
  const [unit, size] = UNITS[index] ?? ['s', 1_000]
  const [lesser, lesserSize] = UNITS[index + 1] ?? ['s', 1_000]
  const whole = Math.floor(ms / size)
  const rest = Math.floor((ms - whole * size) / lesserSize)
  return rest === 0 ? `${whole} ${unit}` : `${whole} ${unit} ${rest} ${lesser}`
}

/** @type {(value: number) => string} */
export const number = (value) => value.toLocaleString('en')

/** `1 task`, `2,300 tasks`. @type {(value: number, one: string, many?: string) => string} */
export const count = (value, one, many = `${one}s`) => `${number(value)} ${value === 1 ? one : many}`

/** `$0.31`; small sums with more digits. @type {(value: number) => string} */
export const dollars = (value) => {
  const digits = value !== 0 && value < 0.1 ? 3 : 2
  return `$${value.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: digits })}`
}

const DEEPEST = 20

/** @type {(text: string) => boolean} */
const isJson = (text) => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** JSON indented, with every character of its values unchanged; anything else as it is. @type {(text: string) => string} */
export const pretty = (text) => {
  if (!isJson(text)) return text
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
