import type { JsonObject } from '../../contracts/check/json.ts'
import { type Match, matchesIn, type Rule, rule } from './limit-rules.ts'
import { plainSigns, rewritten, type Token, tokensOf } from './limit-tokens.ts'
import { countOf, numberOf } from './numbers.ts'
import { inEnglish } from './other-languages.ts'

/** Limits that a text states in its sentences. */

const CHARACTERS = 'close? to? characters'
const ITEMS = 'close? source? items'
const IS = 'is|colon? open?'

const LENGTHS: readonly Rule[] = [
  rule(`number to|comma number ${CHARACTERS}`, 'minLength', 'maxLength'),
  rule(`most|length ${IS} number ${CHARACTERS}`, 'maxLength'),
  rule(`number ${CHARACTERS} most`, 'maxLength'),
  rule('number to? length', 'maxLength'),
  rule(`length ${IS} number!`, 'maxLength'),
  rule(`least ${IS} number ${CHARACTERS}`, 'minLength'),
]

const COUNTS: readonly Rule[] = [
  rule(`number to|comma number ${ITEMS}`, 'minItems', 'maxItems'),
  rule(`most|length ${IS} number ${ITEMS}`, 'maxItems'),
  rule(`greatest items|word? ${IS} number`, 'maxItems'),
  rule(`least ${IS} number ${ITEMS}`, 'minItems'),
  rule(`fewest items|word? ${IS} number`, 'minItems'),
  rule('^ most number $', 'maxItems'),
]

const VALUES: readonly Rule[] = [
  rule('number most word|unit most number!', 'minimum', 'maximum'),
  rule(`range ${IS} number to number!`, 'minimum', 'maximum'),
  rule('open number to|comma number close', 'minimum', 'maximum'),
  rule('^ number to number! $', 'minimum', 'maximum'),
  rule(`most ${IS} number!`, 'maximum'),
  rule(`least ${IS} number!`, 'minimum'),
  rule('more number!', 'exclusiveMinimum'),
  rule('less number!', 'exclusiveMaximum'),
  rule(`step ${IS} number!`, 'multipleOf'),
]

const RULES: Readonly<Record<string, readonly Rule[]>> = {
  string: LENGTHS,
  array: COUNTS,
  number: VALUES,
  integer: VALUES,
}

/** What a sentence counts, a range once. */
const COUNTED: Readonly<Record<string, readonly Rule[]>> = Object.fromEntries(
  [
    ['string', CHARACTERS],
    ['array', ITEMS],
  ].map(([type, unit]) => [type, [rule(`number to|comma number ${unit}`), rule(`number ${unit}`)]]),
)

/** The sentences of a text: what ends with a full stop, a line or a semicolon. */
export const sentencesOf = (text: string): readonly string[] =>
  text
    .replaceAll(/(?<=[a-z`)\]])\.(?=[A-Z][a-z]+ )/g, '. ')
    .split(/(?<=[.!?;。])(?<!\b(?:max|min|approx|incl|e\.g|i\.e)\.)\s+|\n+|;/i)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')

/** Words that make what a sentence says hold only sometimes. */
export const isConditional = (sentence: string): boolean =>
  /\b(?:if|when|unless|depending|otherwise|except|as long as|in case)\b/i.test(sentence)

/** Words that make a limit one of something else, or only advice. */
const isAside =
  /\b(?:each|per|every|for (?:the )?[`"']|total|combined|together|accounts?|respectively|mode|recommend\w*|suggest\w*|may|might|typical\w*|usual\w*|ideal\w*|best|optimal\w*|with \w+_\w+)\b|^\s*with\b/i

const LABELLED_PART = /^\s*[A-Za-z][\w ]{0,20}:\s/
const plainLabel =
  /^\s*(?:range|limit|max|min|maximum|minimum|default|note|length|example|unit|type|format)\b/i

/** `Still: exactly 1-2; Reference: 0-9` on one line: what holds depends on the use, so that no limit holds for all. */
export const isByUse = (text: string): boolean =>
  text
    .split('\n')
    .some(
      (line) =>
        line.split(';').filter((part) => LABELLED_PART.test(part) && !plainLabel.test(part)).length > 1,
    )

/** A limit on what two fields make together limits neither. */
const isOfSeveral = /\b(?:difference|sum|product|total|combined)\b|[a-z_`]\s*[+−]\s*[a-z_`]/i

/** A text beyond its limit is accepted, and cut: no request is refused for it. */
export const isCut = /\b(?:truncated|cut off|cut short|trimmed to)\b/i

/** Words of sentences that are about something else than values. */
export const isStory =
  /\b(?:costs?|charg\w*|bill\w*|pric\w*|credits?|takes?|render\w*|retr(?:y|ies)|timeout)\b/i

/** A part of a sentence before which another thing is named: `1080p only …`, `image_urls up to …`, `v4: max …`. */
export const namesAnother = (before: string): boolean => /[\d`]|\w_\w/.test(before)

/** What is before a match and behind it, in its own part of the sentence; what is in brackets belongs to what is before them. */
const clauseAround = (sentence: string, start: number, end: number): readonly [string, string] => {
  const before =
    sentence
      .slice(0, start)
      .split(/,(?!\d)|;|—|\band\b/)
      .at(-1) ?? ''
  const behind = sentence.slice(end).split(/,(?!\d)|;|—|\band\b|[()]/)[0] ?? ''
  return [before, behind]
}

/** "Up to 9 images and 3 videos" does not limit one list, "2000 characters in Chinese and 5000 in English" not one text. */
const isOfMany = (sentence: string, type: string): boolean => {
  const counted = COUNTED[type]
  if (counted === undefined) return false
  const tokens = tokensOf(sentence.replaceAll(/\beach\b[^,;]*/gi, ''))
  const hasRange = tokens.some(({ kind }, index) => kind === 'least' && tokens[index + 1]?.kind === 'number')
  return matchesIn(tokens, counted).length > (hasRange ? 2 : 1)
}

/** `Simple mode (custom_mode=false): …, max 500 characters`. */
const isLabelled = (before: string): boolean => {
  const [, label = ''] = /^([^:]{1,80}):/.exec(before) ?? []
  return namesAnother(label) || /\bmode\b/i.test(label)
}

/** What follows a limit may take it back for some: `for fast`, `(1000 for Chinese)`, `or 20 with hd`, `plus 1`. */
const isForSome = (behind: string): boolean =>
  /^[\s)]*(?:for (?!the\b|a\b|all\b|any\b|best\b)\w|plus\b|minus\b)/i.test(behind) ||
  /\bfor\b[^,]*[\d_`]/.test(behind.split(/,(?!\d)/)[0] ?? '') ||
  /\d\s*(?:characters?|chars?|images?)?\s+(?:for|in|with)\s+\w|\bor \d/i.test(behind)

interface Statement {
  readonly limits: Readonly<Record<string, number>>
  readonly isSure: boolean
}

const statementsIn = (sentence: string, type: string): readonly Statement[] => {
  if (!/\d/.test(sentence) || RULES[type] === undefined) return []
  const read = plainSigns(inEnglish(sentence))
  const tokens = rewritten(tokensOf(read))
  const matches = matchesIn(tokens, RULES[type] ?? [])
  if (matches.length === 0) return []
  const isClear = !isConditional(read) && !isOfSeveral.test(read) && !isOfMany(read, type)
  return matches.map((match) => ({
    limits: Object.fromEntries(
      match.rule.keys.map((key, index) => [key, limitOf(key, match.numbers[index])]),
    ),
    isSure: isClear && isSure(match, read, tokens),
  }))
}

/** A count may be written as `10.000` or `2k`, a value is what it says. */
const limitOf = (key: string, number: Token | undefined): number => {
  if (number === undefined) return Number.NaN
  return /(?:Length|Items)$/.test(key) ? countOf(number) : numberOf(number)
}

const isSure = (
  { rule: { keys }, start, end }: Match,
  sentence: string,
  tokens: readonly Token[],
): boolean => {
  const [before, behind] = clauseAround(sentence, start, end)
  const clause = `${before}${sentence.slice(start, end)}${behind}`
  return (
    !isLabelled(sentence.slice(0, start)) &&
    // "cannot be less than 5 or more than 10": what the "not" is for is hard to tell.
    !(keys[0]?.startsWith('exclusive') && tokens.some(({ kind }) => kind === 'not')) &&
    // "from 0.5 to 2 times its size by the server" tells a story, "from 1 to 20 steps" a limit.
    !(
      /^(?:from|between)/i.test(clause.slice(before.length)) &&
      behind
        .replace(/^ in steps of.*/, '')
        .trim()
        .split(/\s+/).length > 3
    ) &&
    !isAside.test(clause) &&
    !isStory.test(clause) &&
    (keys[0] === 'multipleOf' || !namesAnother(before)) &&
    !isForSome(sentence.slice(end))
  )
}

/** "-1 for a random one", "0 means unlimited": values with a meaning of their own. */
const specialValues = (text: string): readonly number[] =>
  [
    ...text.matchAll(
      /(?<![\d.])(-?\d+(?:\.\d+)?)\s*(?:for\b|means?\b|=|to disable|disables|(?:is|as) (?:a )?(?:random|auto|unlimited))/gi,
    ),
  ].map(([, number]) => Number(number))

/** What the sentences of a description state: what is beyond doubt, each with its sentence, and the sentences with the rest. */
export const limitsStated = (
  text: string,
  type: string,
  schema: JsonObject,
): {
  readonly sure: ReadonlyMap<string, { readonly value: number; readonly sentence: string }>
  readonly unsure: readonly string[]
  /** Sentences that state another length or count as the most than another sentence does, or the schema. */
  readonly disputed: readonly string[]
} => {
  const byUse = isByUse(text)
  const found = sentencesOf(text)
    .slice(0, 200)
    .flatMap((sentence) =>
      statementsIn(sentence, type).map(({ limits, isSure }) => ({
        limits,
        isSure: isSure && !byUse,
        sentence,
      })),
    )
    .slice(0, 40)
  const sure = new Map<string, { readonly value: number; readonly sentence: string }>()
  const unsure = new Set(found.filter(({ isSure }) => !isSure).map(({ sentence }) => sentence))
  const disputed = new Set<string>()
  const specials = type === 'number' || type === 'integer' ? specialValues(text) : []
  const group = (key: string): string => key.replace(/^exclusiveM/, 'm')
  const isStated = (key: string): boolean =>
    Object.keys(schema).some((known) => group(known) === group(key) && schema[known] !== undefined)
  const samples = [schema.default, ...(Array.isArray(schema.examples) ? schema.examples : [])]
  for (const { limits, sentence } of found.filter(({ isSure }) => isSure))
    for (const [key, value] of Object.entries(limits)) {
      const others = found.filter((other) => other.isSure && key in other.limits)
      const isDisputed = others.some((other) => other.limits[key] !== value)
      const isContradicted = [...samples, ...specials].some((sample) => !holds(key, value, sample))
      if (
        /^max(Length|Items)$/.test(key) &&
        (isDisputed || (typeof schema[key] === 'number' && schema[key] !== value))
      )
        disputed.add(sentence)
      if (isStated(key)) continue
      if (isDisputed || isContradicted) unsure.add(sentence)
      else sure.set(key, { value, sentence })
    }
  // Half of a range says nothing when the other half is in doubt.
  for (const [key, { sentence }] of sure)
    if (unsure.has(sentence) && isHalf(key, found, sentence)) sure.delete(key)
  return { sure, unsure: [...unsure], disputed: [...disputed] }
}

const isHalf = (
  key: string,
  found: readonly (Statement & { readonly sentence: string })[],
  sentence: string,
): boolean =>
  found.some(
    (each) => each.sentence === sentence && key in each.limits && Object.keys(each.limits).length > 1,
  )

const sizeOf = (key: string, sample: unknown): number | undefined => {
  if (/Length$/.test(key)) return typeof sample === 'string' ? sample.length : undefined
  if (/Items$/.test(key)) return Array.isArray(sample) ? sample.length : undefined
  return typeof sample === 'number' ? sample : undefined
}

/** Whether a sample keeps a limit. */
const holds = (key: string, limit: number, sample: unknown): boolean => {
  const size = sizeOf(key, sample)
  if (size === undefined || key === 'multipleOf') return true
  if (key === 'exclusiveMinimum') return size > limit
  if (key === 'exclusiveMaximum') return size < limit
  return /^min/.test(key) ? size >= limit : size <= limit
}
