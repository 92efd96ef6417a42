import type { JsonObject } from '../../contracts/check/json.ts'

const unit = String.raw`(\d+(?:\.\d+)?)\s*(KB|MB|GB|MiB|GiB)\b`
const SIZES = [
  new RegExp(
    String.raw`(?:max(?:imum|\.)?(?: file)?(?: size)?|size(?: limit)?|up to|at most|not exceed(?:ing)?|no (?:larger|more) than|within|≤|<=|under|less than)(?: is| of|:)?\s*${unit}`,
    'i',
  ),
  new RegExp(
    String.raw`\b${unit}\s*(?:each|max(?:imum)?|or (?:less|smaller)|at most|limit|per (?:file|image|video|audio))\b`,
    'i',
  ),
]

const ending = String.raw`\.?\b(?:jpe?g|png|webp|gif|bmp|heic|avif|tiff?|mp4|mov|webm|mkv|avi|mp3|wav|m4a|aac|ogg|flac)\b`
const further = String.raw`(?:\s*(?:,|\/|\||、|\bor\b|\band\b)+\s*${ending})`
const LISTS = [
  new RegExp(
    String.raw`(?:formats?|file types?|types?)(?: supported| accepted| allowed)?(?: are| is|:)?\s*:?\s*\(?(${ending}${further}*)`,
    'i',
  ),
  new RegExp(String.raw`(${ending}${further}*)\s+(?:formats?|files?)\b`, 'i'),
  new RegExp(`(${ending}${further}+)`, 'i'),
]

const SIZE = new RegExp(unit, 'i')
const ENDING = new RegExp(ending, 'i')

/** The first match among several expressions; most texts are of no file, and have nothing that each of them needs. */
const firstMatch = (text: string, needed: RegExp, expressions: readonly RegExp[]): readonly string[] =>
  needed.test(text)
    ? (expressions.map((expression) => expression.exec(text)).find((match) => match) ?? [])
    : []

/** Adds the file types and the size that a description of a file states. */
export const takeFileLimits = (schema: JsonObject, text: string): void => {
  const [, amount, name] = firstMatch(text, SIZE, SIZES)
  if (amount !== undefined && name !== undefined && schema['x-max-file-size'] === undefined)
    schema['x-max-file-size'] = `${Number(amount)}${name.toUpperCase()}`
  if (schema['x-accepted-file-types'] !== undefined) return
  const types = [
    ...text.matchAll(
      /\b(?:image|video|audio|application)\/(?!(?:image|video|audio|text|file|media|link)s?\b)[a-z0-9.+-]{2,30}\b/gi,
    ),
  ].map(([type]) => type.toLowerCase())
  const [, named] = firstMatch(text, ENDING, LISTS)
  const words = named?.match(/[a-z0-9]+/gi)?.filter((word) => !/^(?:or|and)$/i.test(word)) ?? []
  const all = [...new Set([...types, ...words.map((word) => word.toLowerCase())])]
  if (all.length > 0) schema['x-accepted-file-types'] = all
}
