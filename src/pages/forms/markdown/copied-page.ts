import { type ImportedPage, reporter } from '../../imported-page.ts'
import { plainType, withoutQuotes } from '../../schema/values.ts'
import { bodiesInText } from '../../text/bodies.ts'
import type { PageText } from '../../text/page.ts'
import type { Found } from './find-parameters.ts'
import { createCallOf, pageOf } from './parameter-page.ts'
import { parameterAt } from './playground-page.ts'

/**
 * Reads a reference page that was copied out of the browser, in the order in which docs sites show it: below "Body" each field's
 * name, its type, the marks beside them (`required`, `default:720p`), then what it is about. Undefined for any other page.
 */
export const readCopiedPage = (page: PageText): ImportedPage | undefined => {
  const call = createCallOf(page)
  const lines = page.lines.map((line) => line.trim())
  const body = lines.findIndex(
    (line, index) => line === 'Body' && lines.slice(index, index + 4).some(isJsonType),
  )
  if (!call || body === -1) return undefined
  const { problems, report } = reporter()
  const answers = lines.findIndex((line, index) => index > body && /^Responses?$/.test(line))
  const end = answers === -1 ? lines.length : answers
  const starts = startsIn(lines, body, end)
  const found = starts.map((start, index): Found => {
    const part = asMarked(lines.slice(start, starts[index + 1] ?? end))
    const name = lines[start] ?? ''
    const parameter = parameterAt(part, { name, line: start + 1, mark: 1 }, report)
    return name.startsWith('input.')
      ? { parameter: { ...parameter, name: name.slice('input.'.length) }, owner: 'input' }
      : { parameter, owner: 'unsure' }
  })
  const shown = bodiesInText(page.lines.slice(0, body).join('\n'), 1, (line, message) =>
    report('warning', `line ${line}`, message),
  )
  // The second one is an answer.
  const bodies = shown.slice(0, 1)
  const models = modelsOf(
    found,
    bodies.map(({ model }) => model),
  )
  const read = pageOf(page, [], call, { found, bodies, models }, { report, problems })
  return read && { ...read, documentedCodes: codesIn(lines.slice(end)) }
}

const isJsonType = (line: string): boolean => /^[\w.+-]*\/?json$/i.test(line)

const typeLine =
  /^(?:enum<\w+>|(?:string|integer|number|boolean|object|array|any|file)(?:<[\w-]+>)?)(?:\[\])*$/

const isType = (line: string | undefined): boolean => line !== undefined && typeLine.test(line)

/** The lines with a field's name: its type follows at once. */
const startsIn = (lines: readonly string[], from: number, to: number): readonly number[] => {
  const starts: number[] = []
  for (let index = from + 1; index < to; index += 1)
    if (/^[A-Za-z_][\w.[\]-]*$/.test(lines[index] ?? '') && !isType(lines[index]) && isType(lines[index + 1]))
      starts.push(index)
  return starts
}

/** A field's lines as the playground shows them: name, whether it is required, type, then everything else. */
const asMarked = ([name = '', type = '', ...rest]: readonly string[]): readonly string[] => {
  const marks = rest.slice(0, Math.max(rest.indexOf(''), 0))
  const stated = marks.flatMap((mark) => /^default:(.+)$/.exec(mark)?.[1] ?? [])
  return [
    name,
    marks.includes('required') ? 'Required' : 'Optional',
    marks.includes('deprecated') ? `${type} deprecated` : type,
    ...rest.slice(marks.length).filter((line) => !/^(?:Show|Hide) child attributes$/i.test(line)),
    ...stated.map((value) => `Default: \`${value}\``),
  ]
}

const modelsOf = (found: readonly Found[], shown: readonly unknown[]): readonly string[] => {
  const model = found.find(({ parameter }) => parameter.name === 'model')?.parameter.facts
  const options = (model?.get('options')?.bullets ?? []).map(({ text }) => withoutQuotes(text))
  const stated = options.length > 0 ? options : [model?.get('default')?.text, model?.get('example')?.text]
  const names = stated.map((name) => withoutQuotes(name ?? '')).filter((name) => name !== '')
  return names.length > 0 ? [...new Set(names)] : shown.filter((name) => typeof name === 'string')
}

/** The statuses that the answers are shown for, and the options of their `code`. */
const codesIn = (answers: readonly string[]): readonly number[] => {
  const code = answers.findIndex(
    (line, index) => line === 'code' && plainType(answers[index + 1] ?? '') !== undefined,
  )
  const listed = code === -1 ? [] : optionsBelow(answers.slice(code + 2))
  const statuses = answers.filter((line) => /^[1-5]\d\d(?:\s+-\s+.*)?$/.test(line))
  const codes = [...statuses, ...listed].map((line) => Number.parseInt(line, 10))
  return [...new Set(codes)].filter((each) => each >= 100 && each < 600).sort((left, right) => left - right)
}

const optionsBelow = (lines: readonly string[]): readonly string[] => {
  const from = lines.indexOf('Available options:')
  const next = lines.findIndex((_line, index) => isType(lines[index + 1]))
  if (from === -1 || (next !== -1 && next < from)) return []
  const end = lines.findIndex((line, index) => index > from && !/^\d{3},?$/.test(line))
  return lines.slice(from + 1, end === -1 ? undefined : end)
}
