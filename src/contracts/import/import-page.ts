import { readDamagedCopy, startOfDamage } from '../pages/damaged-copy.ts'
import { isObject, type Json, type JsonObject } from '../pages/json.ts'
import { outlineOf, type Section } from '../pages/outline.ts'
import { PageError, type PageProblem, type PageText, pageText } from '../pages/page.ts'
import { isQueryBlock, readQueryBlock } from '../pages/query-block.ts'
import { readYaml } from '../pages/safe-yaml.ts'
import { bodiesIn } from './bodies.ts'
import { callsMentioned } from './calls.ts'
import { type ImportedPage, PageRefusal } from './imported-page.ts'
import { readParameterPage } from './markdown/parameter-page.ts'
import { readPlaygroundPage } from './markdown/playground-page.ts'
import { callsOf, isOpenApiDocument, readOpenApiPage } from './openapi-page.ts'
import { withoutPreamble } from './preamble.ts'
import { refusalOf } from './refusal.ts'

/**
 * Reads a documentation page of whatever form: one result per create call that it describes.
 * @throws PageRefusal when it describes none, saying what it seems to be
 * @throws PageError when it cannot be read, saying where and what was expected there
 */
export const importPage = (file: string, raw: string): readonly ImportedPage[] => {
  const page = withoutPreamble(pageText(file, raw))
  if (page.lines.every((line) => line.trim() === '')) throw new PageRefusal(`${file} is empty.`)
  if (startOfDamage(page) !== undefined) return importDamaged(page)
  const outline = outlineOf(page)
  const blocks = blocksIn(page, outline)
  const title = outline.find((section) => section.depth > 0 && section.title !== '')?.title
  const found: ImportedPage[] = []
  const seen: string[] = []
  for (const block of blocks) {
    const origin = {
      file,
      title: block.title || title || file,
      place: `line ${block.line}`,
      problems: block.problems,
      bodies: blocks.length === 1 ? bodiesIn(outline, () => undefined) : [],
    }
    if (isQueryBlock(block.value)) {
      const read = readQueryBlock(origin, { value: block.value, problems: block.problems })
      const document = read.document as unknown as JsonObject
      found.push(...readOpenApiPage(document, { ...origin, problems: read.problems }))
      seen.push(...callsOf(document))
    } else if (isOpenApiDocument(block.value)) {
      found.push(...readOpenApiPage(block.value, origin))
      seen.push(...callsOf(block.value))
    }
  }
  if (found.length > 0) return found
  if (seen.length === 0 && blocks.length === 0) {
    const read = readParameterPage(page, outline) ?? readPlaygroundPage(page)
    if (read) return [read]
    seen.push(
      ...callsMentioned(page.lines.join('\n')).map(({ method, path }) => `${method ?? ''} ${path}`.trim()),
    )
  }
  throw refusalOf(page, title, seen)
}

const importDamaged = (page: PageText): readonly ImportedPage[] => {
  const { document, title, problems } = readDamagedCopy(page)
  const found = readOpenApiPage(document as unknown as JsonObject, {
    file: page.file,
    title,
    place: 'line 1',
    problems,
    bodies: [],
  })
  if (found.length === 0) throw refusalOf(page, title, callsOf(document as unknown as JsonObject))
  return found
}

interface Block {
  readonly value: Json
  readonly title: string
  readonly line: number
  readonly problems: readonly PageProblem[]
}

const looksLikeDocument = /^[ \t]*["']?(?:openapi|swagger|paths)["']?[ \t]*:/m

/** Everything on a page that could be an OpenAPI document: the page itself, its code blocks, or what follows `openapi:`. */
const blocksIn = (page: PageText, outline: readonly Section[]): readonly Block[] => {
  const whole = wholeDocument(page)
  if (whole) return [whole]
  const fences = outline.flatMap((section) =>
    section.fences
      .filter(
        (fence) =>
          looksLikeDocument.test(fence.text) &&
          !/^(bash|sh|shell|python|js|javascript|ts|typescript)\b/i.test(fence.info),
      )
      .map((fence) => ({ fence, title: section.above[0] ?? section.title })),
  )
  if (fences.length > 0)
    return fences.map(({ fence, title }) => {
      const block = readBlock(page, fence.text, fence.line)
      const cut: PageProblem = {
        severity: 'error',
        place: `line ${page.lines.length}`,
        message: 'the code block never ends: the page may be cut off',
      }
      return { ...block, title, problems: fence.isClosed ? block.problems : [cut, ...block.problems] }
    })
  const start = page.lines.findIndex((line) => /^["']?openapi["']?[ \t]*:[ \t]*["']?3/.test(line))
  if (start === -1) return []
  return [{ ...readBlock(page, page.lines.slice(start).join('\n'), start + 1), title: '' }]
}

/** A file that is nothing but a document. */
const wholeDocument = (page: PageText): Block | undefined => {
  const first = page.lines.findIndex(
    (line) => line.trim() !== '' && !/^\s*#/.test(line) && !/^(---|%YAML)/.test(line),
  )
  const line = page.lines[first] ?? ''
  if (
    !/^\s*[{[]/.test(line) &&
    !/^["']?(openapi|swagger|info|servers|paths|tags|components)["']?\s*:/.test(line)
  )
    return undefined
  // A heading before it makes it a page.
  if (
    !/^\s*[{[]/.test(line) &&
    page.lines.slice(0, first).some((before) => /^#{1,6}\s/.test(before)) &&
    page.lines.some((each) => /^(`{3,}|~{3,})/.test(each))
  )
    return undefined
  const text = page.lines.slice(first).join('\n')
  if (!/^\s*[{[]/.test(line) && !looksLikeDocument.test(text)) return undefined
  return { ...readBlock(page, text, first + 1), title: '' }
}

const readBlock = (page: PageText, text: string, line: number): Omit<Block, 'title'> => {
  if (/^\s*[{[]/.test(text)) {
    try {
      return { value: JSON.parse(text) as Json, line, problems: [] }
    } catch {
      // YAML in braces, or JSON with a comment: the YAML parser reads some of that, and says where it cannot.
    }
  }
  const problems: PageProblem[] = []
  let written = text
  if (/^ *\t/m.test(text)) {
    written = text.replaceAll(/^[ \t]*\t[ \t]*/gm, (indent) => indent.replaceAll('\t', '  '))
    problems.push({
      severity: 'warning',
      place: `line ${line}`,
      message: 'YAML indented by tabs; each is taken as two spaces',
    })
  }
  const read = readYaml(page.file, written, (offset) => line + offset)
  if (!isObject(read.value)) throw new PageError(page.file, `line ${line}`, 'an OpenAPI document')
  return { value: read.value, line, problems: [...problems, ...read.problems] }
}
