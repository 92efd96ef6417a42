import type { JsonObject } from '../../contracts/check/json.ts'
import { countIn, numberIn } from './numbers.ts'

/** Limits that a text states in its sentences. */

const digits = String.raw`(-?\d[\d,]{0,12}(?:\.\d{1,6})?(?:k\b)?)`
const span = String.raw`\s*(?:-|–|—|~|to|and|\.\.\.?)\s*`
const to = String.raw`\s*(?:-|–|—|~|to|and|,|\.\.\.?)\s*`
const is = String.raw`(?:\s+(?:is|of|are)|\s*[:=])?\s*\(?\s*`
const atMost = String.raw`(?:max(?:imum|\.)?(?: length| number| count| value)?${is}|up to |at most |no more than |(?:must |should |may )?not exceed(?:ing)? |cannot exceed |can't exceed |limited to |within |no longer than |fewer than or equal to |less than or equal to |≤ ?|<= ?)`
const atLeast = String.raw`(?:min(?:imum|\.)?(?: length| number| count| value)?${is}|at least |no (?:fewer|less|shorter) than |greater than or equal to |≥ ?|>= ?)`
const characters = String.raw`\)?[- ](?:characters?|chars?)\b`
const items = String.raw`\)? (?:(?:reference |input |source )?(?:images?|items?|files?|urls?|links?|videos?|elements?|entries|audios?|clips?|shots?|prompts?|tags?|pictures?))\b`
/** What makes a number something else than a value of the field: a size, a share, part of a ratio. */
const alone = String.raw`(?![\d,.]*\d)(?!\s*(?:%|[xX×:]\s*\d|[KMG]i?B\b|px\b|p\b|(?:characters?|chars?|tokens?|words?|bytes?)\b))`

const not = String.raw`(?:\bnot|\bno|\bnever|\bcannot|n't)(?: be| exceed)? `
const must = '(?:must|has to|have to|should|needs to) be '
const more = `(?:(?:greater|more|larger|higher|bigger|longer) than|${must}above) `
const less = `(?:(?:less|fewer|smaller|lower|shorter) than|${must}below) `

interface Pattern {
  readonly expression: RegExp
  /** The keyword that each number of the match is for. */
  readonly keys: readonly string[]
}

const pattern = (source: string, ...keys: readonly string[]): Pattern => ({
  expression: new RegExp(source, 'gi'),
  keys,
})

const lengths: readonly Pattern[] = [
  pattern(`${not}${more}${digits}${characters}`, 'maxLength'),
  pattern(`${not}${less}${digits}${characters}`, 'minLength'),
  pattern(`${atMost}${digits}${characters}`, 'maxLength'),
  pattern(
    `(?<![\\d~–-]\\s?)(?<!\\bto )(?<!\\band )${digits}${characters} (?:max(?:imum)?|or (?:less|fewer)|at most|limit)`,
    'maxLength',
  ),
  pattern(
    String.raw`\b(?:max(?:imum)? length|(?:character|length) limit)${is}${digits}(?![\d,.]*\s*(?:tokens?|words?|bytes?|s\b|seconds?|minutes?|ms\b))`,
    'maxLength',
  ),
  pattern(`${atLeast}${digits}${characters}`, 'minLength'),
  pattern(`${digits}${to}${digits}${characters}`, 'minLength', 'maxLength'),
]

const counts: readonly Pattern[] = [
  pattern(`${atMost}${digits}${items}`, 'maxItems'),
  pattern(`\\bmax(?:imum)? (?:number|count) of \\w+${is}${digits}`, 'maxItems'),
  pattern(`${atLeast}${digits}${items}`, 'minItems'),
  pattern(`\\bmin(?:imum)? (?:number|count) of \\w+${is}${digits}`, 'minItems'),
  pattern(`(?<![\\d.])${digits}${to}${digits}${items}`, 'minItems', 'maxItems'),
]

const values: readonly Pattern[] = [
  pattern(`${not}${more}${digits}${alone}`, 'maximum'),
  pattern(`${not}${less}${digits}${alone}`, 'minimum'),
  pattern(`${more}(?:or equal to )${digits}${alone}`, 'minimum'),
  pattern(`(?:range|between|from|values?)${is}${digits}${span}${digits}${alone}`, 'minimum', 'maximum'),
  pattern(String.raw`range${is}\[${digits}\s*,\s*${digits}\]`, 'minimum', 'maximum'),
  pattern(String.raw`[(\[]${digits}\s*(?:-|–|~|to|,)\s*${digits}[)\]]`, 'minimum', 'maximum'),
  pattern(`${atMost}${digits}${alone}`, 'maximum'),
  pattern(`${atLeast}${digits}${alone}`, 'minimum'),
  pattern(`${more}${digits}${alone}`, 'exclusiveMinimum'),
  pattern(`${less}${digits}${alone}`, 'exclusiveMaximum'),
  pattern(`(?:multiples? of|divisible by|(?:steps?|increments?)${is}) ?${digits}${alone}`, 'multipleOf'),
]

const patternsOf: Readonly<Record<string, readonly Pattern[]>> = {
  string: lengths,
  array: counts,
  number: values,
  integer: values,
}

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

const labelledPart = /^\s*[A-Z][\w ]{0,20}:\s/
const plainLabel =
  /^\s*(?:Range|Limit|Max|Min|Maximum|Minimum|Default|Note|Length|Example|Unit|Type|Format)\b/

/** `Still: exactly 1-2; Reference: 0-9` on one line: what holds depends on the use, so that no limit holds for all. */
export const isByUse = (text: string): boolean =>
  text
    .split('\n')
    .some(
      (line) =>
        line.split(';').filter((part) => labelledPart.test(part) && !plainLabel.test(part)).length > 1,
    )

/** A limit on what two fields make together is none of either. */
const isOfSeveral = /\b(?:difference|sum|product|total|combined)\b|[a-z_`]\s*[+−]\s*[a-z_`]/i

/** Words of sentences that tell of something else than values. */
export const isStory =
  /\b(?:costs?|charg\w*|bill\w*|pric\w*|credits?|takes?|render\w*|retr(?:y|ies)|timeout)\b/i

/** A part of a sentence before which another thing is named: `1080p only …`, `image_urls up to …`, `v4: max …`. */
export const namesAnother = (before: string): boolean => /[\d`]|\w_\w/.test(before)

/** What stands before a match and behind it, in its own part of the sentence; what stands in brackets belongs to what is before them. */
const clauseAround = (sentence: string, start: number, end: number): readonly [string, string] => {
  const before =
    sentence
      .slice(0, start)
      .split(/,(?!\d)|;|—|\band\b/)
      .at(-1) ?? ''
  const behind = sentence.slice(end).split(/,(?!\d)|;|—|\band\b|[()]/)[0] ?? ''
  return [before, behind]
}

const hasNot = new RegExp(not.trim(), 'i')
const leastStated = new RegExp(`${atLeast}${digits}`, 'i')
const countedIn = {
  array: new RegExp(`(?:${digits}${to})?\\d${items}`, 'gi'),
  string: new RegExp(`(?:${digits}${to})?\\d${characters}`, 'gi'),
}

/** "Up to 9 images and 3 videos" is no limit of one list, "2000 characters in Chinese and 5000 in English" none of one text. */
const isOfMany = (sentence: string, type: string): boolean => {
  const counted = type === 'array' || type === 'string' ? countedIn[type] : undefined
  if (counted === undefined) return false
  const found = sentence.replaceAll(/\beach\b[^,;]*/gi, '').match(counted) ?? []
  const isRange = leastStated.test(sentence)
  return found.length > (isRange ? 2 : 1)
}

/** `Simple mode (custom_mode=false): …, max 500 characters`. */
const isLabelled = (before: string): boolean => {
  const [, label = ''] = /^([^:]{1,80}):/.exec(before) ?? []
  return namesAnother(label) || /\bmode\b/i.test(label)
}

/** A count may be written as `10.000` or `2k`, a value is what it says. */
const limitOf = (key: string, written: string | undefined): number =>
  (/(?:Length|Items)$/.test(key) ? countIn(written) : numberIn(written)) ?? Number.NaN

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
  const taken: { readonly start: number; readonly end: number }[] = []
  return (patternsOf[type] ?? []).flatMap(({ expression, keys }) =>
    [...sentence.matchAll(expression)].flatMap((match): Statement[] => {
      const start = match.index
      const end = start + match[0].length
      if (taken.some((other) => start < other.end && end > other.start)) return []
      taken.push({ start, end })
      const [before, behind] = clauseAround(sentence, start, end)
      const clause = `${before}${match[0]}${behind}`
      const isSure =
        !isConditional(sentence) &&
        !isOfSeveral.test(sentence) &&
        !isLabelled(sentence.slice(0, start)) &&
        !isOfMany(sentence, type) &&
        // "cannot be less than 5 or more than 10": what the "not" is for is hard to tell.
        !(keys[0]?.startsWith('exclusive') && hasNot.test(sentence)) &&
        // "from 0.5 to 2 times its size by the server" tells a story, "from 1 to 20 steps" a limit.
        !(/^(?:from|between)/i.test(match[0]) && behind.trim().split(/\s+/).length > 3) &&
        !isAside.test(clause) &&
        !isStory.test(clause) &&
        (keys[0] === 'multipleOf' || !namesAnother(before)) &&
        !isForSome(sentence.slice(end))
      return [
        {
          limits: Object.fromEntries(keys.map((key, index) => [key, limitOf(key, match[index + 1])])),
          isSure,
        },
      ]
    }),
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
      if (isStated(key)) continue
      if (isDisputed || isContradicted) unsure.add(sentence)
      else sure.set(key, { value, sentence })
    }
  // Half of a range says nothing when the other half is in doubt.
  for (const [key, { sentence }] of sure)
    if (unsure.has(sentence) && isHalf(key, found, sentence)) sure.delete(key)
  return { sure, unsure: [...unsure] }
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
