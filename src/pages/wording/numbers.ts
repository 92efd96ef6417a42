/** Numbers and ranges as people write them. */

const digits = String.raw`-?(?:\d{1,3}(?:[ \u202f]\d{3})+(?!\d)|\d[\d,]*)(?:\.\d+)?(?:e[+-]?\d+)?(?![\d]|,\d)|-?\.\d+`
const unit = String.raw`(?:\s*(?:(?!to\b|and\b)[a-z]{1,12}\b|%|°|\([a-z]{1,12}\)))?`

/** Without backticks, with the minus that keyboards have, and powers done: `2^32-1`. */
const plainSigns = (text: string): string =>
  text
    .slice(0, 300)
    .replaceAll('`', '')
    .replaceAll('\u2212', '-')
    .replaceAll(/(?<!\d)(\d{1,3})\^(\d{1,2})(?:\s*-\s*(1))?/g, (_all, base, power, less) =>
      String(Number(base) ** Number(power) - (less === undefined ? 0 : 1)),
    )
const numberOf = (written: string | undefined): number =>
  Number((written ?? '').replaceAll(/[, \u202f]/g, ''))

const number = new RegExp(digits, 'i')

/** The first number of a text: `5,000`, `5 000`, `−1`, `1e-2`. */
export const numberIn = (text: string | undefined): number | undefined => {
  const match = number.exec(plainSigns(text ?? ''))
  return match ? numberOf(match[0]) : undefined
}

/** The first number of a text that counts something: `10.000 characters` and `2k` are thousands too. */
export const countIn = (text: string | undefined): number | undefined => {
  const written = plainSigns(text ?? '')
  const [, thousands, rest] = /(?<![\d.,])(\d{1,3})\.(\d{3})(?![\d.])/.exec(written) ?? []
  if (thousands !== undefined) return Number(`${thousands}${rest}`)
  const [, short] = /(?<![\d.])(\d{1,4}(?:\.\d)?)k\b/i.exec(written) ?? []
  return short === undefined ? numberIn(written) : Number(short) * 1_000
}

/** Limits of a value, by keyword. */
export interface Limits {
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  exclusiveMaximum?: number
  multipleOf?: number
}

const between = new RegExp(
  `([([])?\\s*(${digits})${unit}\\s*(?:-|–|—|~|to|and|,|\\.\\.\\.?)\\s*(${digits})${unit}\\s*([)\\]])?`,
  'i',
)
const inequality = new RegExp(`(${digits})\\s*(<=?|≤)\\s*[a-z_]{1,20}\\s*(<=?|≤)\\s*(${digits})`, 'i')
const step = new RegExp(`\\b(?:steps?|increments?)(?: size)?\\b\\W{0,4}(${digits})`, 'i')
const not = String.raw`\b(?:not|no|never|cannot)(?: be)? `
const orEqual = '(?:than )?(?:or equal to )'
const hasNot = new RegExp(not, 'i')
const andMore = new RegExp(`^\\s*(${digits})\\s*\\+\\s*$`, 'i')
const ends = {
  minimum: new RegExp(
    `(?:\\bmin(?:imum)?\\b\\W{0,3}|≥\\s*|>=\\s*|\\bat least |${not}(?:less|fewer|smaller|lower) than |\\b(?:greater|more|larger) ${orEqual})(${digits})`,
    'i',
  ),
  maximum: new RegExp(
    `(?:\\bmax(?:imum)?\\b\\W{0,3}|≤\\s*|<=\\s*|\\b(?:up to|at most) |${not}(?:greater|more|larger|higher) than |\\b(?:less|fewer|smaller) ${orEqual})(${digits})`,
    'i',
  ),
  exclusiveMinimum: new RegExp(
    `(?:(?<![<>=])>(?!=)\\s*|\\b(?:greater|more|above) (?:than )?)(${digits})`,
    'i',
  ),
  exclusiveMaximum: new RegExp(`(?:(?<![<>=])<(?!=)\\s*|\\b(?:less|below) (?:than )?)(${digits})`, 'i'),
} as const

/** `0 - 1`, `[0, 1)`, `−1 ~ 1`, `0 < x ≤ 1`, `min 0, max 1, step 0.05`, `0.5s - 22s (step: 0.1s)`, `≥ 1`, `1+`. */
export const limitsIn = (written: string): Limits => {
  // `1/4` below a label such as "min/max".
  const text = plainSigns(written).replace(/^\s*(-?[\d.]+)\s*\/\s*(-?[\d.]+)\s*$/, '$1 to $2')
  const [, increment] = step.exec(text) ?? []
  const limits: Limits = increment === undefined ? {} : { multipleOf: numberOf(increment) }
  // A ratio, `1:3 to 3:1`, is no range.
  if (/\d\s*:\s*\d/.test(text)) return limits
  const [, low, lowSign, highSign, high] = inequality.exec(text) ?? []
  if (low !== undefined)
    return {
      ...limits,
      [lowSign === '<' ? 'exclusiveMinimum' : 'minimum']: numberOf(low),
      [highSign === '<' ? 'exclusiveMaximum' : 'maximum']: numberOf(high),
    }
  const [, open, least, most, close] = /\bmin\b.*\bmax\b/i.test(text.replace(/\(m..\)/gi, ''))
    ? []
    : (between.exec(text) ?? [])
  if (least !== undefined) {
    // A bracket is half-open notation only when both are there: "(0 - 1)" is a remark.
    const isNotation = open !== undefined && close !== undefined && (open === '[' || close === ']')
    const isOpen = (isRound: boolean, end: string | undefined): boolean =>
      (isNotation && isRound) || text.includes(`${end} (exclusive)`)
    return {
      ...limits,
      [isOpen(open === '(', least) ? 'exclusiveMinimum' : 'minimum']: numberOf(least),
      [isOpen(close === ')', most) ? 'exclusiveMaximum' : 'maximum']: numberOf(most),
    }
  }
  const isNegated = hasNot.test(text)
  for (const key of ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'] as const) {
    const [, value] = isNegated && key.startsWith('exclusive') ? [] : (ends[key].exec(text) ?? [])
    if (value !== undefined) limits[key] = numberOf(value)
  }
  const [, from] = andMore.exec(text) ?? []
  return from === undefined ? limits : { ...limits, minimum: numberOf(from) }
}

/** Both ends of a range of counts: `1 - 800 characters`. */
export const countsIn = (text: string): readonly [number, number] | undefined => {
  const { minimum, maximum } = limitsIn(text)
  return minimum === undefined || maximum === undefined || minimum > maximum ? undefined : [minimum, maximum]
}
