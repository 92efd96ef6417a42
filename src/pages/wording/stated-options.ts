import { arrayAt, type Json, type JsonObject } from '../../contracts/check/json.ts'
import { typedScalar, withoutQuotes } from '../schema/values.ts'
import { isConditional, namesAnother } from './stated-limits.ts'

const marker =
  /(?:only (?:supports?|accepts?|allows?)(?: the)?(?: values?)?|(?:supported|valid|allowed|available|possible|accepted) (?:values?|options?|choices?)(?: are| is)?|must be (?:one of|either)|one of|options(?: are)?|choose (?:from|between)|(?:values|choices) are)(?: the following)?(?: values?| options?)?\s*:?\s*/gi

/** The options that only a description lists: `Only supports values 5 and 10`, or a list whose items each begin with a value. */
export const optionsStated = (
  schema: JsonObject,
  description: string,
  type: Json | undefined,
): readonly Json[] | undefined => {
  if (schema.enum !== undefined || schema.const !== undefined) return undefined
  if (type !== 'string' && type !== 'number' && type !== 'integer') return undefined
  const samples = [schema.default, ...arrayAt(schema, 'examples')].filter((value) => value !== undefined)
  for (const { values, isSure } of [
    ...leadingValues(description),
    ...inlineLists(description, type),
    ...bulletLists(description),
  ]) {
    const typed = values.map((value) => typedScalar(value, type))
    if (typed.some((value) => value === undefined) || new Set(values).size < 2) continue
    const fits = samples.every((sample) => sample === '' || typed.includes(sample))
    if (fits && (isSure || samples.length > 0)) return [...new Set(typed as Json[])]
  }
  return undefined
}

interface Options {
  readonly values: readonly string[]
  readonly isSure: boolean
}

const span = String.raw`\`["']?([^\`"'\n]{1,60})["']?\`(?: \(default\))?`
const LEADING = new RegExp(
  String.raw`^\s*${span}(?:\s*(?:,|\||\/|\bor\b|,\s*or\b)\s*${span})+\s*(?:$|[.\n]|,\s*default\b)`,
  'i',
)

/** A description that begins with nothing but values: `` `film`, `toon` or `ink` ``. */
const leadingValues = (description: string): readonly Options[] => {
  const [run] = LEADING.exec(description.slice(0, 2_000)) ?? []
  const values = [...(run?.replace(/,\s*default\b$/i, '') ?? '').matchAll(new RegExp(span, 'g'))].map(
    ([, value = '']) => value,
  )
  return values.length > 1 ? [{ values, isSure: true }] : []
}

const VAGUE = /\b(?:such as|for example|like|etc|and more|default|any)\b|\be\.g\.|\.\.\.|…/i

const inlineLists = (description: string, type: string): readonly Options[] => {
  const text = description.slice(0, 4_000)
  return [...text.matchAll(marker)].slice(0, 12).flatMap(({ index, 0: words }) => {
    const before =
      text
        .slice(0, index)
        .split(/\n|;|(?<=[.!?])(?<!\b(?:e\.g|i\.e)\.)\s/i)
        .at(-1) ?? ''
    const [rest = '', behind = ''] = text
      .slice(index + words.length)
      .split(/\n\s*\n|\.(?:\s|$)|;/)
      // Remarks in brackets, but for those in quotes, which are part of a value.
      .map((part) =>
        part.replaceAll(/`[^`\n]*`|\s*\([^)`"]{0,80}\)/g, (text) => (text.startsWith('`') ? text : '')),
      )
    // "Choose between 5 and 10": a range, where the values are numbers.
    if (/between/i.test(words) && type !== 'string') return []
    if (namesAnother(before) || VAGUE.test(before) || isConditional(`${before} ${rest}`)) return []
    const quoted =
      /^(?:(?:\s|,|\/|\||\bor\b|\band\b)*[`"“']([^`"”'\n]{1,60})[`"”'](?:\s*\([^)\n]{0,80}\))?)+/.exec(
        rest,
      )?.[0]
    if (quoted !== undefined) {
      const values = [...quoted.matchAll(/[`"“']([^`"”'\n]{1,60})[`"”']/g)].map(([, value]) => value ?? '')
      const tail = rest.slice(quoted.length)
      // "`ink`, `oil`, or your own words"; "…; on mobile also `c`": the list goes on.
      const goesOn = /^\s*(?:,\s*)?(?:etc|and\b|or\b|\.\.\.|…)/i.test(tail) || FURTHER.test(behind)
      return goesOn ? [] : [{ values, isSure: true }]
    }
    if (VAGUE.test(rest)) return []
    const isListed = /:\s*$/.test(words)
    const values = rest.split(/\s*(?:,|\||\s\/\s|\bor\b|\band\b)\s*/).map((value) => withoutQuotes(value))
    const shape = isListed ? /^[\w.:+-]{1,40}$/ : /^-?\d+(?:\.\d+)?$/
    return values.every((value) => shape.test(value)) ? [{ values, isSure: true }] : []
  })
}

/** Words behind a list that say it is not all. */
const FURTHER = /\b(?:also|any other|others?|custom|more than|your own|instead)\b/i

/** A list of marks to write into a text is not a list of options. */
const OF_MARKS = /\b(?:marks?|placeholders?|syntax|use these|in the (?:text|prompt))\b/i

/** Items that begin with a value in backticks, and nothing vague before them. */
const bulletLists = (description: string): readonly Options[] => {
  const lines = description.split('\n').slice(0, 400)
  const first = lines.findIndex((line) => /^\s*[-*•]\s/.test(line))
  const lead = lines.slice(0, Math.max(first, 0)).findLast((line) => line.trim() !== '') ?? ''
  const values = lines.flatMap((line) => {
    const [, value] = /^\s*[-*•]\s+[`"]([^`"]{1,60})[`"]\s*(?:[:(–—-]|$)/.exec(line) ?? []
    return value === undefined ? [] : [value]
  })
  const others = lines.filter(
    (line) =>
      /^\s*[-*•]\s+(?![`"])/.test(line) || /^\s*[-*•]\s+[`"][^`"]+[`"]\s*(?:,|\/|or|and)\s*[`"]/.test(line),
  )
  const last = lines.findLastIndex((line) => /^\s*[-*•]\s/.test(line))
  const isPlain =
    !FURTHER.test(lines.slice(last + 1).join('\n')) &&
    others.length === 0 &&
    !VAGUE.test(lines[0] ?? '') &&
    !OF_MARKS.test(lead)
  const isSure =
    /^\W*(?:options|(?:available|supported|allowed|valid|possible)(?: \w+)?|values|choices)\W*$/i.test(lead)
  return values.length > 1 && isPlain ? [{ values, isSure }] : []
}
