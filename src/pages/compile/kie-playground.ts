import { isObject, type Json } from '../../contracts/check/json.ts'
import { type PageContract, PageError, type PageProblem, type PageText } from '../text/page.ts'
import type { ResponseField } from './answer-schema.ts'
import { type Call, type Example, kieDocument } from './kie-document.ts'
import type { Parameter } from './kie-parameters.ts'
import { parametersIn } from './kie-playground-parameters.ts'

/**
 * Reads the text of a Kie playground page. Nothing marks its structure but the order of lines.
 */
export const readKiePlayground = (page: PageText): PageContract => {
  const problems: PageProblem[] = []
  const parameters = parametersIn(page)
  const root = parameters.filter(({ name }) => !name.startsWith('input.'))
  const input = parameters
    .filter(({ name }) => name.startsWith('input.'))
    .map((parameter) => ({ ...parameter, name: parameter.name.slice('input.'.length) }))
  const model = jsonText(root.find(({ name }) => name === 'model')?.exampleText)
  if (model === undefined)
    throw new PageError(
      page.file,
      `line ${page.lines.length}`,
      'a parameter "model" with an example, the model name',
    )
  if (input.length === 0)
    throw new PageError(
      page.file,
      `line ${page.lines.length}`,
      'parameters named "input.…", each followed by a line "Required" or "Optional"',
    )
  const url = createUrl(page)
  if (!url) throw new PageError(page.file, `line ${page.lines.length}`, 'a line `curl -X POST "https://…"`')

  const blocks = jsonBlocks(page, problems)
  const titled = (pattern: RegExp): readonly Example[] => blocks.filter(({ place }) => pattern.test(place))
  const responseExamples = titled(/^response example/i)
  const create: Call = {
    method: 'post',
    server: url.origin,
    path: url.pathname,
    requestExamples: titled(/^request example/i),
    responseExamples,
    responseFields: responseFields(page, responseExamples[0]?.value),
  }
  const document = kieDocument(
    {
      file: page.file,
      title: model,
      description: '',
      model,
      create,
      root: withInput(root),
      input,
      callbackExamples: titled(/callback example/i),
      statusCodes: [],
    },
    (problem) => problems.push(problem),
  )
  return { file: page.file, title: model, form: 'kie-playground', document, problems }
}

/** The page lists `input` only as the prefix of its fields; a request without it would have nothing to make. */
const withInput = (root: readonly Parameter[]): readonly Parameter[] =>
  root.some(({ name }) => name === 'input')
    ? root
    : [...root, { name: 'input', place: 'Input Object Parameters', type: 'object', isRequired: true }]

const jsonText = (text: string | undefined): string | undefined => text?.replace(/^"(.*)"$/, '$1')

const createUrl = (page: PageText): URL | undefined => {
  const line = page.lines.find((candidate) => /^\s*curl -X POST /.test(candidate))
  const url = /"(https?:\/\/[^"\s]+)"/.exec(line ?? '')?.[1]
  return url && URL.canParse(url) ? new URL(url) : undefined
}

/** Objects that begin with `{` at the start of a line, or after curl's `-d '`, and end with `}` at the start of one. */
const jsonBlocks = (page: PageText, problems: PageProblem[]): readonly Example[] => {
  const blocks: Example[] = []
  let title = ''
  for (let index = 0; index < page.lines.length; index += 1) {
    const line = page.lines[index] ?? ''
    if (/^[A-Z][\w ]*(Example|Structure)$/.test(line.trim())) title = line.trim()
    if (line !== '{' && !/^\s*-d '\{$/.test(line)) continue
    let end = index + 1
    while (end < page.lines.length && !/^\}'?$/.test(page.lines[end] ?? '')) end += 1
    const value = parse(['{', ...page.lines.slice(index + 1, end), '}'].join('\n'))
    if (value) blocks.push({ place: title, value })
    // "Request Body Structure" is a sketch with a comment in it.
    else if (/example/i.test(title))
      problems.push({
        severity: 'warning',
        place: `line ${index + 1}`,
        message: `"${title}" is not valid JSON`,
      })
    index = end
  }
  return blocks
}

const parse = (text: string): Json | undefined => {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Name and description on alternating lines, from "Response Fields" to the next heading. */
const responseFields = (page: PageText, example: Json | undefined): readonly ResponseField[] => {
  const start = page.lines.findIndex((line) => /^response fields$/i.test(line.trim()))
  if (start === -1 || example === undefined) return []
  const fields: ResponseField[] = []
  for (let index = start + 1; index + 1 < page.lines.length; index += 2) {
    const name = page.lines[index] ?? ''
    if (!/^[a-z][\w.]*$/.test(name)) break
    fields.push({ name, description: page.lines[index + 1] ?? '' })
  }
  return fields
}
