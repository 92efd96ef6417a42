import type { PageProblem, PageText } from '../../pages/page.ts'
import { bodiesInText } from '../bodies.ts'
import type { ImportedPage, Report } from '../imported-page.ts'
import { plainType, withoutQuotes } from '../schema/values.ts'
import { type Fact, type FactName, factName, type Parameter } from './facts.ts'
import type { Found } from './find-parameters.ts'
import { createCallOf, pageOf } from './parameter-page.ts'

const isMark = (line: string | undefined): boolean => /^(required|optional)\b\W*$/i.test(line ?? '')

const fact = (text: string): Fact => ({ text, bullets: [] })

/** Reads the text of a Kie playground page, whose structure is only the order of its lines: name, "Required", type, facts. */
export const readPlaygroundPage = (page: PageText): ImportedPage | undefined => {
  const call = createCallOf(page)
  const lines = page.lines.map((line) => line.trim())
  const marks = lines.flatMap((line, index) => (isMark(line) ? [index] : []))
  if (!call || marks.length === 0) return undefined
  const problems: PageProblem[] = []
  const report: Report = (severity, place, message) => {
    if (problems.length < 200) problems.push({ severity, place, message })
  }
  const end = lines.findIndex(
    (line, index) =>
      index > (marks[0] ?? 0) && /^(request|response|callback) (example|body|fields?)\b/i.test(line),
  )
  const last = end === -1 ? lines.length : end
  const starts = marks.filter((mark) => mark < last).map((mark) => nameLine(lines, mark))
  const found = starts.flatMap((start, index): Found[] => {
    const name = withoutQuotes(lines[start] ?? '')
    const parameter = parameterAt(lines.slice(start, starts[index + 1] ?? last), name, start + 1)
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
  const own = found.find(({ parameter }) => parameter.name === 'model')?.parameter
  const example = own?.facts.get('example')?.text ?? own?.facts.get('default')?.text
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

const parameterAt = (lines: readonly string[], name: string, line: number): Parameter => {
  const facts = new Map<FactName, Fact>()
  const set = (key: FactName, text: string): unknown => facts.has(key) || facts.set(key, fact(text))
  const mark = lines.findIndex(isMark)
  set('required', /required/i.test(lines[mark] ?? '') ? 'yes' : 'no')
  const rest = lines.slice(mark + 1)
  const typeAt = rest.findIndex((each) => each !== '')
  const isTyped = plainType(rest[typeAt] ?? '') !== undefined
  if (isTyped) set('type', rest[typeAt] ?? '')
  const prose: string[] = []
  let isDescribed = false
  for (let index = isTyped ? typeAt + 1 : 0; index < rest.length; index += 1) {
    const text = rest[index] ?? ''
    const [, label = '', value = ''] = /^([A-Za-z ]{3,30}):\s*(.*)$/.exec(text) ?? []
    const key = factName(label)
    if (key === 'options') {
      const options = optionLines(rest.slice(index + 1))
      facts.set('options', {
        text: value,
        bullets: options.map((option) => ({ text: `\`${option}\``, bullets: [] })),
      })
    } else if (key && value === '') {
      const next = rest.slice(index + 1).findIndex((each) => each !== '')
      if (next !== -1) set(key, `\`${rest[index + 1 + next]}\``)
      index += next + 1
    } else if (key) set(key, value)
    else if (/accepted types:|max size:/i.test(text)) {
      const types = /accepted types:\s*([^;]+)/i.exec(text)?.[1]
      const size = /max size:\s*([^;]+)/i.exec(text)?.[1]
      if (types) set('fileTypes', types.trim())
      if (size) set('fileSize', size.trim())
    } else if (text === '') isDescribed ||= prose.length > 0
    else if (
      !isDescribed &&
      !facts.has('example') &&
      prose.length < 40 &&
      !facts.has('options') &&
      !/^Boolean value/i.test(text)
    )
      prose.push(text)
  }
  if (prose.length > 0) set('description', prose.join('\n'))
  return { name, place: `line ${line} "${name}"`, facts, children: [] }
}

/** An option is its value, a dash and its label, on three lines or on one. */
const optionLines = (lines: readonly string[]): readonly string[] => {
  const end = lines.findIndex(
    (line) => /^[A-Za-z ]{3,30}:/.test(line) && factName(line.split(':')[0] ?? '') !== undefined,
  )
  const own = lines.slice(0, end === -1 ? undefined : end)
  const dashed = own.flatMap((line, index) =>
    /^[-–—]$/.test(line) && index > 0 ? [own[index - 1] ?? ''] : [],
  )
  if (dashed.length > 0) return dashed
  const inline = own.flatMap((line) => /^(\S.*?)\s+[-–—]\s+\S/.exec(line)?.[1] ?? [])
  return inline.length > 0 ? inline : own.filter((line) => line !== '')
}
