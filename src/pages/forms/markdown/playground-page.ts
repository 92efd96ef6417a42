import { parsedJson } from '../../../contracts/check/json.ts'
import { type ImportedPage, type Report, reporter } from '../../imported-page.ts'
import { plainType, withoutQuotes } from '../../schema/values.ts'
import { bodiesInText } from '../../text/bodies.ts'
import type { PageText } from '../../text/page.ts'
import { Facts } from '../../wording/facts.ts'
import { type FactName, factName } from '../../wording/labels.ts'
import type { Found } from './find-parameters.ts'
import type { Parameter } from './parameter.ts'
import { createCallOf, pageOf } from './parameter-page.ts'

const isWord = (line: string | undefined): boolean => /^(required|optional)\b\W*$/i.test(line ?? '')

/** "Required" or "Optional" below a name and above a type; the same word may also be an option, or a description. */
const marksAmong = (lines: readonly string[]): readonly number[] => {
  const written = lines.flatMap((line, index) => (line === '' ? [] : [index]))
  return written.filter((index, at) => {
    const [before, after] = [lines[written[at - 1] ?? -1], lines[written[at + 1] ?? -1]]
    if (!isWord(lines[index]) || isWord(before)) return false
    if (isWord(after) || plainType(after ?? '') !== undefined) return true
    return (
      /^input\.\w/.test(before ?? '') ||
      (/^[a-z_]\w*$/i.test(before ?? '') && lines[(written[at - 1] ?? 0) - 1] === '')
    )
  })
}

/** Reads the text of a Kie playground page, whose structure is only the order of its lines: name, "Required", type, facts. */
export const readPlaygroundPage = (page: PageText): ImportedPage | undefined => {
  const call = createCallOf(page)
  const lines = page.lines.map((line) => line.trim())
  const marks = marksAmong(lines)
  if (!call || marks.length === 0) return undefined
  const { problems, report } = reporter()
  let before = ''
  let isQuoted = false
  const end = lines.findIndex((line, index) => {
    const isInside = isQuoted
    // A quoted example may have lines that look like titles.
    if (isQuoted) isQuoted = !line.endsWith('"')
    else isQuoted = /^example:$/i.test(before) && /^"(?:.*[^"])?$/.test(line)
    if (line !== '') before = line
    if (isInside || index <= (marks[0] ?? 0)) return false
    return /^(request|response|callback) (example|body|fields?)\b/i.test(line)
  })
  const last = end === -1 ? lines.length : end
  const own = marks.filter((mark) => mark < last)
  const starts = own.map((mark) => nameLine(lines, mark))
  const found = starts.flatMap((start, index): Found[] => {
    const name = withoutQuotes(lines[start] ?? '')
    const mark = (own[index] ?? start) - start
    const part = lines.slice(start, starts[index + 1] ?? last)
    const parameter = parameterAt(part, { name, line: start + 1, mark }, report)
    if (!/^[A-Za-z_][\w.[\] -]*$/.test(name)) {
      report('warning', `line ${start + 1}`, 'a parameter without a name is left out')
      return []
    }
    return [
      /^input\./.test(name)
        ? { parameter: { ...parameter, name: name.slice('input.'.length) }, owner: 'input' }
        : { parameter, owner: 'unsure' },
    ]
  })
  const bodies = bodiesInText(page.lines.slice(last).join('\n'), last + 1, (line, message) =>
    report('warning', `line ${line}`, message),
  )
  const named = found.find(({ parameter }) => parameter.name === 'model')?.parameter.facts
  const example = named?.get('example')?.text ?? named?.get('default')?.text
  const model = example === undefined ? undefined : withoutQuotes(example)
  const shown = bodies.map((body) => body.model).find((value) => typeof value === 'string')
  const models = [model ?? shown].filter((value) => typeof value === 'string')
  return pageOf(page, [], call, { found, bodies: bodies.slice(0, 1), models }, { report, problems })
}

/** The name stands above its mark; blank lines may come between. */
const nameLine = (lines: readonly string[], mark: number): number => {
  let index = mark - 1
  while (index > 0 && lines[index] === '') index -= 1
  return Math.max(index, 0)
}

/** Takes the type of a parameter. Returns whether the line is one. */
const saysType = (facts: Facts, type: string): boolean => {
  if (plainType(type) === undefined) return false
  facts.say('type', type)
  if (/\bdeprecated\b/i.test(type)) facts.say('deprecated', 'yes')
  return true
}

/** What a line says of the files that a field takes: `Accepted types: …; Max size: …; Max files: …`. */
const FILE_FACTS = [
  ['fileTypes', /accepted types:\s*([^;]+)/i],
  ['fileSize', /max size:\s*([^;]+)/i],
  ['maxItems', /max files:\s*(\d+)/i],
] as const satisfies readonly (readonly [FactName, RegExp])[]

/** Takes what a line says of files. Returns whether it is such a line. */
const saysFiles = (facts: Facts, text: string): boolean => {
  if (!/accepted types:|max size:/i.test(text)) return false
  for (const [name, label] of FILE_FACTS) {
    const value = label.exec(text)?.[1]?.trim()
    if (value) facts.say(name, value)
  }
  return true
}

/** What the lines of one parameter say: its name, its mark on the line `mark`, its type, then facts in any order. */
export const parameterAt = (
  lines: readonly string[],
  { name, line, mark }: { readonly name: string; readonly line: number; readonly mark: number },
  report: Report,
): Parameter => {
  const place = `line ${line} "${name}"`
  const facts = new Facts()
  facts.say('required', /required/i.test(lines[mark] ?? '') ? 'yes' : 'no')
  const rest = lines.slice(mark + 1)
  let index = rest.findIndex((each) => each !== '')
  if (isWord(rest[index])) {
    report(
      'warning',
      place,
      `${name} is called required and optional; taken as ${lines[mark]?.toLowerCase()}`,
    )
    index += 1
  }
  if (saysType(facts, rest[index] ?? '')) index += 1
  const prose: string[] = []
  let isDescribed = false
  for (; index < rest.length; index += 1) {
    const text = rest[index] ?? ''
    const stated = statedOn(text)
    const [first] = stated
    isDescribed ||= first !== undefined
    if (first?.key === 'options') {
      const options = optionLines(rest.slice(index + 1))
      const bullets = options.map((option) => ({ text: `\`${option}\``, bullets: [] }))
      facts.say('options', first.value, bullets)
    } else if (first && first.value === '') {
      const { value, end } = valueBelow(rest, index + 1)
      if (value !== '') facts.say(first.key, `\`${value}\``)
      index = end
    } else if (first) for (const { key, value } of stated) facts.say(key, value)
    else if (saysFiles(facts, text) || text === '') continue
    else if (
      !isDescribed &&
      !facts.has('example') &&
      prose.length < 40 &&
      !facts.has('options') &&
      !/^Boolean value/i.test(text)
    )
      prose.push(text)
  }
  if (prose.length > 0) facts.say('description', prose.join('\n'))
  return { name, place, facts, children: [] }
}

interface Stated {
  readonly key: FactName
  readonly value: string
}

/** The facts on a line, one or several: `Min: 1, Max: 6, Step: 1`. */
const statedOn = (line: string): readonly Stated[] => {
  const parts = line.length > 400 ? [line] : line.split(/\s*[,;|]\s*(?=[A-Za-z][A-Za-z ]{2,29}:)/)
  const stated = parts.map((part) => {
    const [, label = '', value = ''] = /^([A-Za-z][A-Za-z ]{2,29}):\s*(.*)$/.exec(part) ?? []
    const key = factName(label)
    return key && { key, value }
  })
  const known = stated.filter((each) => each !== undefined)
  if (known.length === parts.length) return known
  // Not all of them are facts: then the line is one, or none.
  const [, label = '', value = ''] = /^([A-Za-z][A-Za-z ]{2,29}):\s*(.*)$/.exec(line) ?? []
  const key = factName(label)
  return key ? [{ key, value }] : []
}

/** What stands below a label: a line, or JSON over several. */
const valueBelow = (
  lines: readonly string[],
  from: number,
): { readonly value: string; readonly end: number } => {
  const start = lines.findIndex((line, index) => index >= from && line !== '')
  if (start === -1) return { value: '', end: lines.length }
  if (/^[[{]/.test(lines[start] ?? ''))
    for (let end = start; end < Math.min(lines.length, start + 200); end += 1) {
      const text = lines.slice(start, end + 1).join('\n')
      if (/[\]}]\s*$/.test(text) && parsedJson(text) !== undefined) return { value: text, end }
    }
  const first = lines[start] ?? ''
  const close = /^"(?:.*[^"])?$/.test(first)
    ? lines.findIndex((line, index) => index > start && line.endsWith('"'))
    : -1
  if (close !== -1 && close - start < 60)
    return { value: lines.slice(start, close + 1).join('\n'), end: close }
  return { value: first, end: start }
}

/** An option is its value, a dash and its label, on three lines or on one. */
const optionLines = (lines: readonly string[]): readonly string[] => {
  const end = lines.findIndex((line) => statedOn(line).length > 0)
  const own = lines
    .slice(0, end === -1 ? undefined : end)
    .filter((line) => line !== '')
    .map((line) => line.slice(0, 400).replace(/,$/, ''))
  const dashed: string[] = []
  for (let index = 0; index + 1 < own.length; index += 3)
    if (/^[-–—]$/.test(own[index + 1] ?? '')) dashed.push(own[index] ?? '')
    // A label of two lines, or none.
    else index -= 2
  if (dashed.length > 0) return dashed
  const inline = own.flatMap((line) => /^(\S.*?)\s+[-–—]\s+\S/.exec(line)?.[1] ?? [])
  return inline.length > 0 ? inline : own
}
