import { arrayAt, type Json, type JsonObject } from '../../pages/json.ts'
import { typedScalar, withoutQuotes } from './values.ts'

/** Limits that stand only in running text: a constraint where a sentence can mean nothing else, else an annotation. */

const number = String.raw`\(?\s*(\d[\d,]{0,12}(?:\.\d{1,6})?)\s*\)?`
const atMost = `(?:max(?:imum)?(?: of| is|:| length(?: is| of|:)?)?|up to|at most|no more than|not exceed(?:ing)?|cannot exceed|limited to|within|no longer than|fewer than or equal to|≤|<=)`
const atLeast = `(?:min(?:imum)?(?: of| is|:| length(?: is| of|:)?)?|at least|no (?:fewer|less|shorter) than|≥|>=)`
const characters = String.raw`(?:characters?|chars?)\b`
const items = String.raw`(?:(?:reference |input |source )?(?:images?|items?|files?|urls?|videos?|elements?|entries|audios?|clips?|shots?|prompts?|tags?|pictures?))\b`

const patterns = {
  maxLength: [
    new RegExp(`${atMost} ${number} ${characters}`, 'gi'),
    new RegExp(`${number} ${characters} (?:max|or (?:less|fewer)|at most)`, 'gi'),
    /\bmax(?:imum)? length(?: is| of|:)? (\d[\d,]{0,12})(?![\d,.]*\s*(?:tokens?|words?|bytes?|s\b|seconds?|minutes?|ms\b))/gi,
  ],
  minLength: [new RegExp(`${atLeast} ${number} ${characters}`, 'gi')],
  lengths: [new RegExp(`${number} ?(?:-|–|~|to|and) ?${number} ${characters}`, 'gi')],
  maxItems: [new RegExp(`${atMost} ${number} ${items}`, 'gi')],
  minItems: [new RegExp(`${atLeast} ${number} ${items}`, 'gi')],
  counts: [new RegExp(`(?<![\\d.])${number} ?(?:-|–|~|to) ?${number} ${items}`, 'gi')],
  range: [
    /(?:range|between|from|values?)(?: is| of|:)? ?\[?(-?\d+(?:\.\d+)?) ?(?:-|–|~|to|and|,|\.\.\.?) ?(-?\d+(?:\.\d+)?)\]?(?![\d%xX:])/gi,
  ],
} as const

type Found = readonly (readonly number[])[]

const found = (text: string, expressions: readonly RegExp[]): Found => {
  const all = expressions.flatMap((expression) =>
    [...text.matchAll(expression)].map((match) =>
      match.slice(1).map((digits) => Number(String(digits).replaceAll(',', ''))),
    ),
  )
  return [...new Map(all.map((numbers) => [numbers.join(), numbers])).values()]
}

/** Words that make a limit hold only sometimes, or for something else. */
const isConditional = (text: string): boolean =>
  /\b(if|when|unless|depending|for (?:the )?[`"']|each|per|otherwise|except|total|combined|recommend\w*|respectively|mode)\b/i.test(
    text,
  )

/** The schema with what its description states beside it. */
export const statedInProse = (
  schema: JsonObject,
  type: Json | undefined,
  note: (message: string) => void,
): JsonObject => {
  const { description } = schema
  if (typeof description !== 'string' || description === '') return schema
  const result = { ...schema }
  const text = description.replaceAll('`', '').replaceAll(/\*\*/g, '').slice(0, 8_000)
  const sentences = text.split(/(?<=[.!?;。])\s+|\n+/)
  const unsure: string[] = []
  const take = (keys: readonly string[], expressions: readonly RegExp[]): void => {
    const limits = found(text, expressions)
    const [only] = limits
    if (only === undefined || keys.some((key) => schema[key] !== undefined)) return
    const stating = sentences.filter((one) => found(one, expressions).length > 0)
    const sentence = stating[0] ?? text
    if (limits.length > 1 || isConditional(sentence)) {
      unsure.push(...stating.map((one) => one.trim().slice(0, 300)))
      return
    }
    for (const [index, key] of keys.entries()) result[key] ??= only[index] ?? 0
    note(`${keys.join(' and ')} only in its description: ${JSON.stringify(sentence.trim().slice(0, 120))}`)
  }
  if (type === 'string' && schema.enum === undefined) {
    take(['maxLength'], patterns.maxLength)
    take(['minLength'], patterns.minLength)
    if (result.maxLength === undefined && result.minLength === undefined)
      take(['minLength', 'maxLength'], patterns.lengths)
    unsure.push(
      ...sentences
        .filter((one) => /\b\d[\d,]* (tokens|words|bytes)\b/i.test(one))
        .map((one) => one.trim().slice(0, 300)),
    )
  }
  if (type === 'array') {
    take(['maxItems'], patterns.maxItems)
    take(['minItems'], patterns.minItems)
    if (result.maxItems === undefined && result.minItems === undefined)
      take(['minItems', 'maxItems'], patterns.counts)
  }
  takeOptions(result, description, type, note)
  if ((type === 'number' || type === 'integer') && result.enum === undefined)
    take(['minimum', 'maximum'], patterns.range)
  if (result.enum === undefined && (type === 'array' || type === 'string')) takeFileLimits(result, text)
  const annotated = [...new Set(unsure)].filter((sentence) => sentence !== '')
  if (annotated.length > 0) result['x-stated-limits'] = annotated
  return result
}

const marker =
  /(?:only (?:supports?|accepts?|allows?)(?: the)?(?: values?)?|(?:supported|valid|allowed|available|possible|accepted) (?:values?|options?|choices?)(?: are| is)?|must be (?:one of|either)|one of|options(?: are)?|choose (?:from|between)|(?:values|choices) are)\s*:?\s*/gi

/** `Only supports values 5 and 10`, or a list whose items each begin with a value. */
const takeOptions = (
  schema: JsonObject,
  description: string,
  type: Json | undefined,
  note: (message: string) => void,
): void => {
  if (schema.enum !== undefined || schema.const !== undefined) return
  if (type !== 'string' && type !== 'number' && type !== 'integer') return
  const samples = [schema.default, ...arrayAt(schema, 'examples')].filter((value) => value !== undefined)
  const lists = [...inlineLists(description), ...bulletLists(description)]
  for (const { values, isSure } of lists) {
    const typed = values.map((value) => typedScalar(value, type))
    if (typed.some((value) => value === undefined) || new Set(values).size < 2) continue
    const fits = samples.every((sample) => sample === '' || typed.includes(sample))
    if (!fits || (!isSure && samples.length === 0)) continue
    schema.enum = [...new Set(typed as Json[])]
    note(`options only in its description: ${values.join(', ').slice(0, 120)}`)
    return
  }
}

interface Options {
  readonly values: readonly string[]
  readonly isSure: boolean
}

const vague = /\b(such as|e\.g\.|for example|like|etc|and more|default|any)\b|\.\.\.|…/i

const inlineLists = (description: string): readonly Options[] => {
  const text = description.slice(0, 8_000)
  return [...text.matchAll(marker)].flatMap(({ index, 0: words }) => {
    const rest = text.slice(index + words.length).split(/\n\s*\n|(?<=[^.\d])\.(?:\s|$)|;/)[0] ?? ''
    const quoted =
      /^(?:(?:\s|,|\/|\||\bor\b|\band\b)*[`"“']([^`"”'\n]{1,60})[`"”'](?:\s*\([^)\n]{0,80}\))?)+/.exec(
        rest,
      )?.[0]
    if (quoted !== undefined) {
      const values = [...quoted.matchAll(/[`"“']([^`"”'\n]{1,60})[`"”']/g)].map(([, value]) => value ?? '')
      const tail = rest.slice(quoted.length)
      return vague.test(tail.slice(0, 40)) && /^\s*,?\s*(etc|and more|\.\.\.|…)/i.test(tail)
        ? []
        : [{ values, isSure: true }]
    }
    if (vague.test(rest)) return []
    const isListed = /:\s*$/.test(words)
    const values = rest.split(/\s*(?:,|\||\s\/\s|\bor\b|\band\b)\s*/).map((value) => withoutQuotes(value))
    const shape = isListed ? /^[\w.:+-]{1,40}$/ : /^-?\d+(?:\.\d+)?$/
    return values.every((value) => shape.test(value)) ? [{ values, isSure: true }] : []
  })
}

/** Items that begin with a value in backticks, and nothing vague before them. */
const bulletLists = (description: string): readonly Options[] => {
  const lines = description.split('\n').slice(0, 400)
  const values = lines.flatMap((line) => {
    const [, value] = /^\s*[-*•]\s+[`"]([^`"]{1,60})[`"]\s*(?:[:(–—-]|$)/.exec(line) ?? []
    return value === undefined ? [] : [value]
  })
  const others = lines.filter((line) => /^\s*[-*•]\s+(?![`"])/.test(line))
  return values.length > 1 && others.length === 0 && !vague.test(lines[0] ?? '')
    ? [{ values, isSure: false }]
    : []
}

const size = [
  /(?:max(?:imum)?(?: file)?(?: size)?|size(?: limit)?|up to|at most|not exceed(?:ing)?|no (?:larger|more) than|within|≤|<=|under|less than)(?: is| of|:)?\s*(\d+(?:\.\d+)?)\s*(KB|MB|GB|MiB|GiB)\b/i,
  /\b(\d+(?:\.\d+)?)\s*(KB|MB|GB|MiB|GiB)\s*(?:each|max(?:imum)?|or (?:less|smaller)|at most|limit|per (?:file|image|video|audio))\b/i,
]

const ending = String.raw`\.?(?:jpe?g|png|webp|gif|bmp|heic|avif|tiff?|mp4|mov|webm|mkv|avi|mp3|wav|m4a|aac|ogg|flac)\b`
const endings = String.raw`${ending}(?:\s*(?:,|\/|\||、|\bor\b|\band\b)+\s*${ending})`
const fileTypes = [
  new RegExp(
    String.raw`(?:formats?|file types?|types?)(?: supported| accepted| allowed)?(?: are| is|:)?\s*:?\s*\(?(${endings}*)`,
    'i',
  ),
  new RegExp(String.raw`(${endings}*)\s+(?:formats?|files?)\b`, 'i'),
  new RegExp(`(${endings}+)`, 'i'),
]

const takeFileLimits = (schema: JsonObject, text: string): void => {
  const [, amount, unit] = size.map((expression) => expression.exec(text)).find((match) => match) ?? []
  if (amount !== undefined && unit !== undefined && schema['x-max-file-size'] === undefined)
    schema['x-max-file-size'] = `${Number(amount)}${unit.toUpperCase()}`
  if (schema['x-accepted-file-types'] !== undefined) return
  const types = [...text.matchAll(/\b(?:image|video|audio|application)\/[a-z0-9.+-]{2,30}\b/gi)].map(
    ([type]) => type.toLowerCase(),
  )
  const [, named] = fileTypes.map((expression) => expression.exec(text)).find((match) => match) ?? []
  const words = named?.match(/[a-z0-9]+/gi)?.filter((word) => !/^(or|and)$/i.test(word)) ?? []
  const all = [...new Set([...types, ...words.map((word) => word.toLowerCase())])]
  if (all.length > 0) schema['x-accepted-file-types'] = all
}
