import type { PageText } from '../text/page.ts'
import { numberIn, type Option, type Parameter } from './kie-parameters.ts'

const isMark = (line: string | undefined): boolean => line === 'Required' || line === 'Optional'

/** A parameter is a line with its name, a line "Required" or "Optional", a line with its type, then facts. */
export const parametersIn = (page: PageText): readonly Parameter[] => {
  const lines = page.lines.map((line) => line.trim())
  const end = lines.findIndex((line) => /^request example\b/i.test(line))
  const last = end === -1 ? lines.length : end
  const starts = lines.flatMap((line, index) =>
    index > 0 && index < last && isMark(line) ? [index - 1] : [],
  )
  return starts.map((start, position) =>
    parameter(lines.slice(start, starts[position + 1] ?? last), start + 1),
  )
}

const parameter = (lines: readonly string[], line: number): Parameter => {
  const [name = '', mark = '', type = '', ...facts] = lines
  const after = (pattern: RegExp): number => facts.findIndex((fact) => pattern.test(fact))
  const match = (pattern: RegExp): string | undefined =>
    facts.map((fact) => pattern.exec(fact)?.[1]).find((found) => found !== undefined)
  const example = after(/^example:$/i)
  const options = after(/^available options:$/i)
  return {
    name,
    place: `line ${line} "${name}"`,
    type,
    isRequired: mark === 'Required',
    description: description(facts),
    options:
      options === -1 ? undefined : optionsIn(facts.slice(options + 1, example === -1 ? undefined : example)),
    exampleText: example === -1 ? undefined : facts.slice(example + 1).find((fact) => fact !== ''),
    minLength: numberIn(match(/^min length:\s*(.+)$/i)),
    maxLength: numberIn(match(/^max length:\s*(.+)$/i)),
    minimum: numberIn(match(/^min(?:imum)?(?: value)?:\s*(.+)$/i)),
    maximum: numberIn(match(/^max(?:imum)?(?: value)?:\s*(.+)$/i)),
    multipleOf: numberIn(match(/^step:\s*(.+)$/i)),
    fileTypes: match(/\baccepted types:\s*([^;]+)/i)
      ?.trim()
      .split(/\s*,\s*/),
    maxFileSize: match(/\bmax size:\s*([^;]+)/i)?.trim(),
  }
}

/** The lines up to the first empty one. */
const description = (facts: readonly string[]): string | undefined => {
  const end = facts.indexOf('')
  const text = facts
    .slice(0, end === -1 ? undefined : end)
    .join(' ')
    .trim()
  return text === '' ? undefined : text
}

/** An option is three lines: its value, a dash, its label. */
const optionsIn = (facts: readonly string[]): readonly Option[] =>
  facts.flatMap((fact, index) =>
    fact === '-' && index > 0 ? [{ value: facts[index - 1] ?? '', label: facts[index + 1] ?? '' }] : [],
  )
