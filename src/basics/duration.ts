/** A duration to draw: always the same, any within a range, or log-normal about a median. All in ms. */
export type Latency =
  | number
  | { readonly min: number; readonly max: number }
  | { readonly median: number; readonly sigma: number }
  | { readonly median: number; readonly p99: number }

/** A duration as it may be written: ms, or a text with a unit. */
export type DurationText = number | `${number}` | `${number}${'ms' | 's' | 'm' | 'h'}`

/** A latency as it may be written: `5s`, `1s..3s`, `median=2s,p99=10s`. */
export type LatencyText = DurationText | `${DurationText}..${DurationText}` | `median=${string}`

/** Longer than any real duration: a hundred years. */
export const LONGEST_MS = 100 * 365.25 * 24 * 60 * 60 * 1000

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 }

/** Reads `250`, `'250'`, `'250ms'`, `'5s'`, `'2m'` or `'1h'` as milliseconds; `undefined` for anything else. */
export const parseDuration = (value: unknown): number | undefined => {
  const ms = typeof value === 'number' ? value : typeof value === 'string' ? millisecondsOf(value) : undefined
  return ms !== undefined && ms >= 0 && ms <= LONGEST_MS ? ms : undefined
}

/** A longer text is not a duration, and is not looked at: the expressions below look at spaces again and again. */
const LONGEST_TEXT = 100

/** A number with or without a unit, as a regular expression and for JSON Schema. */
const DURATION = '^\\s*(\\d+(?:\\.\\d+)?|\\.\\d+)\\s*(ms|s|m|h)?\\s*$'
const EXPRESSION = new RegExp(DURATION)

const millisecondsOf = (text: string): number | undefined => {
  if (text.length > LONGEST_TEXT) return undefined
  const match = EXPRESSION.exec(text)
  return match === null ? undefined : Number(match[1]) * (UNIT_MS[match[2] ?? 'ms'] ?? 1)
}

/** A duration as people write it: `5m`, `1500ms`. */
export const showDuration = (ms: number): string => {
  const [unit, size] = Object.entries(UNIT_MS).findLast(([, size]) => ms >= size && ms % size === 0) ?? [
    'ms',
    1,
  ]
  return `${ms / size}${unit}`
}

/** What `parseDuration` reads, as JSON Schema. */
export const DURATION_SCHEMA = {
  anyOf: [
    { type: 'number', minimum: 0, maximum: LONGEST_MS, description: 'ms' },
    {
      type: 'string',
      pattern: DURATION,
      examples: ['250ms', '5s', '2m'],
    },
  ],
}

/** A latency as people write it: `5s`, `1s..3s`, `median=2s,sigma=0.5`. */
export const showLatency = (latency: Latency): string => {
  if (typeof latency === 'number') return showDuration(latency)
  if ('min' in latency) return `${showDuration(latency.min)}..${showDuration(latency.max)}`
  const spread = 'sigma' in latency ? `sigma=${latency.sigma}` : `p99=${showDuration(latency.p99)}`
  return `median=${showDuration(latency.median)},${spread}`
}

const spanSchema = (...names: readonly string[]) => ({
  type: 'object',
  properties: Object.fromEntries(
    names.map((name) => [name, name === 'sigma' ? { type: 'number', minimum: 0 } : DURATION_SCHEMA]),
  ),
  required: names,
  additionalProperties: false,
})

/** What `parseLatency` reads, as JSON Schema. */
export const LATENCY_SCHEMA = {
  anyOf: [
    ...DURATION_SCHEMA.anyOf,
    { type: 'string', pattern: '\\.\\.|=', examples: ['1s..3s', 'median=2s,sigma=0.5', 'median=2s,p99=10s'] },
    spanSchema('min', 'max'),
    spanSchema('median', 'sigma'),
    spanSchema('median', 'p99'),
  ],
}

const parsePairs = (text: string): Readonly<Record<string, unknown>> =>
  Object.fromEntries(text.split(',').map((pair) => pair.split('=').map((part) => part.trim())))

/**
 * Reads a latency: a duration, `'1s..3s'`, `'median=2s,sigma=0.5'`, `'median=2s,p99=10s'`, or the same as an object;
 * `undefined` for anything else, or if its bounds are the wrong way round.
 */
export const parseLatency = (value: unknown): Latency | undefined => {
  const fixed = parseDuration(value)
  if (fixed !== undefined) return fixed
  if (typeof value === 'string') {
    if (value.length > LONGEST_TEXT) return undefined
    const range = /^([^.=]+(?:\.\d+[a-z]*)?)\.\.(.+)$/.exec(value)
    if (range !== null) return fromParts({ min: range[1], max: range[2] })
    return value.includes('=') ? fromParts(parsePairs(value)) : undefined
  }
  return typeof value === 'object' && value !== null ? fromParts({ ...value }) : undefined
}

const fromParts = (parts: Readonly<Record<string, unknown>>): Latency | undefined => {
  const names = Object.keys(parts).sort().join()
  const [min, max, median, p99] = ['min', 'max', 'median', 'p99'].map((name) => parseDuration(parts[name]))
  if (names === 'max,min' && min !== undefined && max !== undefined && min <= max) return { min, max }
  if (median === undefined || median === 0) return undefined
  if (names === 'median,p99' && p99 !== undefined && p99 >= median) return { median, p99 }
  const sigma = Number(parts.sigma)
  return names === 'median,sigma' && Number.isFinite(sigma) && sigma >= 0 ? { median, sigma } : undefined
}
