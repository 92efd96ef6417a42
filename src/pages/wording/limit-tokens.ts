/** A text as what limits are made of: numbers, comparisons, units, and everything else. */

export type TokenKind =
  | ('number' | 'most' | 'least' | 'more' | 'less' | 'above' | 'below' | 'equal' | 'not' | 'be' | 'exceed')
  | ('to' | 'comma' | 'colon' | 'is' | 'range' | 'step' | 'length' | 'greatest' | 'fewest')
  | ('characters' | 'source' | 'items' | 'unit' | 'time' | 'open' | 'close' | 'word' | 'stop')

export interface Token {
  readonly kind: TokenKind
  /** In small letters. */
  readonly text: string
  readonly start: number
  readonly end: number
}

/** The phrases of each kind. What is not among them is a word. */
const PHRASES: { readonly [Kind in TokenKind]?: string } = {
  most: 'max, max ., maximum, max value, maximum value, up to, at most, no more than, limited to, within, no longer than, or less, or fewer, less or equal to, ≤, <=',
  least:
    'min, min ., minimum, min value, minimum value, min length, minimum length, at least, no less than, no fewer than, no shorter than, greater or equal to, more or equal to, ≥, >=',
  more: 'greater than, more than, larger than, higher than, bigger than, longer than, must be above, has to be above, have to be above, should be above, needs to be above, >',
  less: 'less than, fewer than, smaller than, lower than, shorter than, must be below, has to be below, have to be below, should be below, needs to be below, <',
  above: 'above',
  below: 'below',
  equal: 'or equal to',
  not: "not, no, never, cannot, n't",
  be: 'be',
  exceed: 'exceed, exceeding',
  to: 'to, and, -, –, —, ~, .., ..., …',
  colon: ':',
  is: 'is, of, are, =',
  range: 'range, between, from, value, values',
  step: 'multiple of, multiples of, divisible by, step, steps, step size, increment, increments',
  length: 'max length, maximum length, character limit, characters limit, length limit',
  greatest:
    'max number, maximum number, max count, maximum count, max number of, maximum number of, max count of, maximum count of',
  fewest:
    'min number, minimum number, min count, minimum count, min number of, minimum number of, min count of, minimum count of',
  characters: 'character, characters, char, chars',
  source: 'reference, input, source',
  items:
    'image, images, item, items, file, files, url, urls, link, links, video, videos, element, elements, entry, entries, audio, audios, clip, clips, shot, shots, prompt, prompts, tag, tags, picture, pictures',
  unit: '%, px, p, x, ×, kb, mb, gb, kib, mib, gib, token, tokens, words, byte, bytes',
  time: 's, sec, second, seconds, minute, minutes, ms',
  open: '(, [',
  close: '), ]',
  stop: '., ;, !, ?',
}

const KINDS = new Map(
  (Object.entries(PHRASES) as [TokenKind, string][]).flatMap(([kind, phrases]) =>
    phrases.split(', ').map((phrase) => [phrase, kind] as const),
  ),
).set(',', 'comma')

const LONGEST_PHRASE = Math.max(...[...KINDS.keys()].map((phrase) => phrase.split(' ').length))

/** A minus is part of a number unless a number or a word is before it, where it is a dash. */
const SIGN = String.raw`(?:(?<![\p{L}\d)\]])(?<!\d\s{1,3})-)?`
const NUMBER = String.raw`(?:\d{1,3}(?:[ \u202f]\d{3})+(?![\d.,]*\d)|\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?(?:e[+-]?\d+\b)?(?:k\b)?`
const WORD = new RegExp(
  String.raw`${SIGN}(?:${NUMBER}|\.\d+)|n't\b|\p{L}[\p{L}\d_]*?(?=n't\b)|\p{L}[\p{L}\d_]*|<=|>=|\.{2,3}|[^\s\p{L}]`,
  'giu',
)

const LONGEST_TEXT = 4_000

/** Without backticks, with the minus that keyboards have, and powers done: `2^32-1`. */
export const plainSigns = (text: string): string =>
  text
    .slice(0, LONGEST_TEXT)
    .replaceAll('`', '')
    .replaceAll('\u2212', '-')
    .replaceAll(/(?<!\d)(\d{1,3})\^(\d{1,2})(?:\s*-\s*(1))?/g, (_all, base, power, less) =>
      String(Number(base) ** Number(power) - (less === undefined ? 0 : 1)),
    )

export const tokensOf = (text: string): readonly Token[] => {
  const words = [...text.matchAll(WORD)].map(({ 0: word, index }) => ({
    text: word.toLowerCase(),
    start: index,
    end: index + word.length,
  }))
  const tokens: Token[] = []
  for (let at = 0; at < words.length; ) {
    const { count, kind } = phraseAt(words, at)
    const own = words.slice(at, at + count)
    const [first] = own
    if (first === undefined) break
    tokens.push({
      kind,
      text: own.map((word) => word.text).join(' '),
      start: first.start,
      end: own.at(-1)?.end ?? first.end,
    })
    at += count
  }
  return tokens
}

/** The longest phrase that begins at a word. */
const phraseAt = (
  words: readonly { readonly text: string }[],
  at: number,
): { readonly count: number; readonly kind: TokenKind } => {
  const first = words[at]?.text ?? ''
  if (/^-?\.?\d/.test(first)) return { count: 1, kind: 'number' }
  let found = { count: 1, kind: KINDS.get(first) ?? 'word' }
  let phrase = first
  for (let count = 2; count <= LONGEST_PHRASE && at + count <= words.length; count += 1) {
    phrase += ` ${words[at + count - 1]?.text}`
    const kind = KINDS.get(phrase)
    if (kind !== undefined) found = { count, kind }
  }
  return found
}

/** Several tokens that mean one: "not more than" is "at most". */
const REWRITES: readonly (readonly [pattern: readonly TokenKind[], kind: TokenKind])[] = [
  [['not', 'be', 'more'], 'most'],
  [['not', 'be', 'less'], 'least'],
  [['not', 'more'], 'most'],
  [['not', 'less'], 'least'],
  [['not', 'exceed'], 'most'],
  [['more', 'equal'], 'least'],
  [['less', 'equal'], 'most'],
]

export const rewritten = (tokens: readonly Token[]): readonly Token[] => {
  const result: Token[] = []
  for (let at = 0; at < tokens.length; at += 1) {
    const found = REWRITES.find(([pattern]) =>
      pattern.every((kind, index) => tokens[at + index]?.kind === kind),
    )
    const token = tokens[at]
    const last = tokens[at + (found?.[0].length ?? 1) - 1]
    if (token === undefined || last === undefined) break
    result.push(found ? { ...token, kind: found[1], end: last.end } : token)
    at += (found?.[0].length ?? 1) - 1
  }
  return result
}
