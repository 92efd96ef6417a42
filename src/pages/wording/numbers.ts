import { matchesIn, type Rule, rule } from './limit-rules.ts'
import { plainSigns, rewritten, type Token, tokensOf } from './limit-tokens.ts'

/** Numbers and ranges as people write them. */

export const numberOf = ({ text }: Token): number => Number(text.replaceAll(/[, \u202fk]/g, ''))

/** `10.000` and `2k` are thousands where something is counted. */
export const countOf = (token: Token): number => {
  const [, thousands, rest] = /^(\d{1,3})\.(\d{3})$/.exec(token.text) ?? []
  if (thousands !== undefined) return Number(`${thousands}${rest}`)
  return numberOf(token) * (token.text.endsWith('k') ? 1_000 : 1)
}

const firstNumber = (text: string | undefined): Token | undefined =>
  tokensOf(plainSigns((text ?? '').slice(0, 300))).find(({ kind }) => kind === 'number')

/** The first number of a text: `5,000`, `5 000`, `−1`, `1e-2`. */
export const numberIn = (text: string | undefined): number | undefined => {
  const token = firstNumber(text)
  return token && numberOf(token)
}

/** The first number of a text that counts something. */
export const countIn = (text: string | undefined): number | undefined => {
  const token = firstNumber(text)
  return token && countOf(token)
}

/** Limits of a value, by keyword. */
export interface Limits {
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  exclusiveMaximum?: number
  multipleOf?: number
}

const UNIT = 'open|word|unit|time|characters|items|least|most?'
const STEP = rule('step is|colon? open? number', 'multipleOf')
const INEQUALITY = rule('number less|most word|unit|range less|most number', 'minimum', 'maximum')
const RANGE = rule(`open? number ${UNIT} ${UNIT} close? to|comma number ${UNIT} close?`, 'minimum', 'maximum')
const ENDS: readonly Rule[] = [
  rule('least is|colon? open? number', 'minimum'),
  rule('most is|colon? open? number', 'maximum'),
  rule('more|above number', 'exclusiveMinimum'),
  rule('less|below number', 'exclusiveMaximum'),
]

/** `0 - 1`, `[0, 1)`, `−1 ~ 1`, `0 < x ≤ 1`, `min 0, max 1, step 0.05`, `0.5s - 22s (step: 0.1s)`, `≥ 1`, `1+`. */
export const limitsIn = (written: string): Limits => {
  // `1/4` below a label such as "min/max".
  const text = plainSigns(written.slice(0, 300)).replace(/^\s*(-?[\d.]+)\s*\/\s*(-?[\d.]+)\s*$/, '$1 to $2')
  const tokens = rewritten(tokensOf(text))
  const [step] = matchesIn(tokens, [STEP])
  const limits: Limits = step?.numbers[0] === undefined ? {} : { multipleOf: numberOf(step.numbers[0]) }
  // A ratio, `1:3 to 3:1`, is not a range.
  if (/\d\s*:\s*\d/.test(text)) return limits
  const ends =
    inequalityIn(tokens) ?? (hasBothLabels(text) ? undefined : rangeIn(text, tokens)) ?? endsIn(tokens)
  const [, from] = /^\s*(-?[\d.,]+)\s*\+\s*$/.exec(text) ?? []
  return { ...limits, ...(from === undefined ? ends : { minimum: numberIn(from) ?? 0 }) }
}

const hasBothLabels = (text: string): boolean => /\bmin\b.*\bmax\b/i.test(text.replaceAll(/\(m..\)/gi, ''))

const inequalityIn = (tokens: readonly Token[]): Limits | undefined => {
  const [match] = matchesIn(tokens, [INEQUALITY])
  const [low, high] = match?.tokens.filter(({ kind }) => kind === 'less' || kind === 'most') ?? []
  return match && endsOf(match.numbers, [low?.kind === 'less', high?.kind === 'less'])
}

const rangeIn = (text: string, tokens: readonly Token[]): Limits | undefined => {
  const [match] = matchesIn(tokens, [RANGE])
  if (match === undefined) return undefined
  const brackets = `${text[match.start]}${text[match.end - 1]}`
  // Half-open notation has both brackets, and one of them is square: "(0 - 1)" is a remark.
  const isNotation = /^(?:\[\]|\[\)|\(\])$/.test(brackets)
  const isOpen = (index: 0 | 1, round: string): boolean =>
    (isNotation && brackets[index] === round) || text.includes(`${match.numbers[index]?.text} (exclusive)`)
  return endsOf(match.numbers, [isOpen(0, '('), isOpen(1, ')')])
}

const endsOf = (
  [low, high]: readonly Token[],
  [isAbove, isBelow]: readonly [boolean, boolean],
): Limits | undefined =>
  low &&
  high && {
    [isAbove ? 'exclusiveMinimum' : 'minimum']: numberOf(low),
    [isBelow ? 'exclusiveMaximum' : 'maximum']: numberOf(high),
  }

const endsIn = (tokens: readonly Token[]): Limits => {
  const isNegated = tokens.some(({ kind }) => kind === 'not')
  const found = matchesIn(tokens, ENDS).flatMap(({ rule: { keys }, numbers }) =>
    numbers.flatMap((number) =>
      keys
        .filter((key) => !(isNegated && key.startsWith('exclusive')))
        .map((key) => [key, numberOf(number)] as const),
    ),
  )
  return Object.fromEntries(found.reverse())
}

/** Both ends of a range of counts: `1 - 800 characters`. */
export const countsIn = (text: string): readonly [number, number] | undefined => {
  const { minimum, maximum } = limitsIn(text)
  return minimum === undefined || maximum === undefined || minimum > maximum ? undefined : [minimum, maximum]
}
