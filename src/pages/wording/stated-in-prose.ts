import type { Json, JsonObject } from '../../contracts/check/json.ts'
import { inEnglish } from './other-languages.ts'
import { takeFileLimits } from './stated-files.ts'
import { isCut, isStory, limitsStated, sentencesOf } from './stated-limits.ts'
import { optionsStated } from './stated-options.ts'

/** Words of a sentence that states a limit, whether or not we can tell which. */
const limiting =
  /\b(?:max|min|maximum|minimum|exactly|at most|at least|up to|no more|limit\w*|range|between|must be|only|support(?:s|ed)?|allowed|valid|available|one of|multiple|divisible|greater|less|larger|smaller|exceed\w*|within|longer|shorter|first \d+)\b|[≤≥<>]/i

const numbersIn = (text: string): readonly number[] =>
  [...text.matchAll(/(?<![\w.])-?\d[\d,]*(?:\.\d+)?/g)].map(([digits]) => Number(digits.replaceAll(',', '')))

/**
 * The schema with what its description states: a constraint where a sentence can mean nothing else, the sentence as an
 * annotation (`x-stated-limits`) where it can.
 */
export const statedInProse = (
  schema: JsonObject,
  type: Json | undefined,
  note: (message: string) => void,
  warn: (message: string) => void = note,
): JsonObject => {
  const { description } = schema
  if (typeof description !== 'string' || description === '') return schema
  const result = { ...schema }
  if (typeof type !== 'string') {
    // A link, or a list of them.
    if (schema.oneOf !== undefined || schema.anyOf !== undefined)
      takeFileLimits(result, description.replaceAll(/`|\*\*/g, ''))
    return result
  }
  const written = description.replaceAll('**', '').slice(0, 4_000)
  const text = written.replaceAll('`', '')
  const annotated: string[] = []
  const options = optionsStated(schema, inEnglish(written), type)
  if (options) {
    result.enum = [...options]
    note(`options only in its description: ${options.join(', ').slice(0, 120)}`)
  }
  if (result.enum === undefined && result.const === undefined) {
    const { sure: stated, unsure, disputed } = limitsStated(text, type, schema)
    const sure = new Map([...stated].filter(([key]) => !(key === 'maxLength' && isCut.test(text))))
    if (type === 'string' && isCut.test(text)) delete result.maxLength
    for (const [key, { value }] of sure) result[key] = value
    if (disputed.length > 0)
      warn(
        `two different maxima are stated; this one is not checked: ${JSON.stringify(disputed[0]?.slice(0, 120))}`,
      )
    for (const sentence of new Set([...sure.values()].map((each) => each.sentence))) {
      const keys = [...sure].flatMap(([key, each]) => (each.sentence === sentence ? [key] : []))
      note(`${keys.join(' and ')} only in its description: ${JSON.stringify(sentence.slice(0, 120))}`)
    }
    if (type === 'array' || type === 'string') takeFileLimits(result, text)
    annotated.push(
      ...unsure.filter((sentence) => !isStory.test(sentence)),
      ...(type === 'boolean' || type === 'object' ? [] : untaken(text, result)),
    )
  }
  if (Array.isArray(schema['x-stated-limits'])) annotated.unshift(...schema['x-stated-limits'].map(String))
  if (annotated.length > 0)
    result['x-stated-limits'] = [...new Set(annotated.map((sentence) => sentence.slice(0, 300)))]
  return result
}

/** Sentences with a limit whose numbers the schema does not have; tokens and the like are never its lengths. */
const untaken = (text: string, schema: JsonObject): readonly string[] => {
  const { default: _default, ...limits } = schema
  const size = Number.parseFloat(String(limits['x-max-file-size'] ?? ''))
  const known = new Set([...Object.values(limits).filter((value) => typeof value === 'number'), size])
  return sentencesOf(text).filter((original) => {
    const sentence = inEnglish(original)
    if (/\b\d[\d,]* (?:tokens|words|bytes)\b/i.test(sentence)) return true
    const numbers = numbersIn(sentence)
    const isRange = /(?<![\w.:])\d[\d.]*\s*(?:-|–|~|to)\s*\d[\d.]*(?![\w:])/.test(sentence)
    const isLimiting = limiting.test(sentence) || (schema.type !== 'string' && isRange)
    const isKnown = numbers.some((number) => known.has(number))
    return numbers.length > 0 && isLimiting && !isKnown && !isStory.test(sentence)
  })
}
