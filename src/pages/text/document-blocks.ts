import { isObject, isTooDeep, type Json } from '../../contracts/check/json.ts'
import type { Fence, Section } from './outline.ts'
import { PageError, type PageProblem, type PageText } from './page.ts'
import { marksIn, mostMarks, readYaml } from './safe-yaml.ts'

/** What could be an OpenAPI document on a page, as a value, and where it stands. */
export interface Block {
  readonly value: Json
  readonly title: string
  readonly line: number
  readonly problems: readonly PageProblem[]
}

/** The blocks that can be read; `failure` says why there is none, where some should be. */
export interface Blocks {
  readonly blocks: readonly Block[]
  readonly failure?: PageError
}

/** A block that cannot be read, as a problem of what could be. */
export const leftOut = (error: PageError): PageProblem => ({
  severity: 'error',
  place: error.place,
  message: `a code block is left out: ${error.message}`,
})

export const LOOKS_LIKE_DOCUMENT = /^[ \t]*["']?(?:openapi|swagger|paths)["']?[ \t]*:/m

/** Everything on a page that could be an OpenAPI document: the page itself, its code blocks, or what follows `openapi:`. */
export const blocksIn = (page: PageText, outline: readonly Section[]): Blocks => {
  const whole = wholeDocuments(page)
  if (whole.length > 0) return { blocks: whole }
  const fences = outline.flatMap((section) =>
    section.fences
      .filter(
        (fence) =>
          LOOKS_LIKE_DOCUMENT.test(fence.text) &&
          !/^(bash|sh|shell|python|js|javascript|ts|typescript)\b/i.test(fence.info),
      )
      .map((fence) => ({ fence, title: section.above[0] ?? section.title })),
  )
  if (fences.length > 0) return fencedBlocks(page, fences)
  const start = page.lines.findIndex((line) => /^["']?openapi["']?[ \t]*:[ \t]*["']?3/.test(line))
  if (start === -1) return { blocks: [] }
  return { blocks: [{ ...readBlock(page, page.lines.slice(start).join('\n'), start + 1), title: '' }] }
}

interface TitledFence {
  readonly fence: Fence
  readonly title: string
}

/** All blocks of a page together may take as long as one: within a second. */
const tooMany = ({ file }: PageText, line: number): PageError =>
  new PageError(
    file,
    `line ${line}`,
    `at most ${mostMarks} line breaks, brackets, quotes and the like in all code blocks`,
  )

const fencedBlocks = (page: PageText, fences: readonly TitledFence[]): Blocks => {
  const blocks: Block[] = []
  const problems: PageProblem[] = []
  let failure: PageError | undefined
  let marks = 0
  for (const { fence, title } of fences) {
    if (!fence.isClosed)
      problems.push({
        severity: 'error',
        place: `line ${page.lines.length}`,
        message: 'the code block never ends: the page may be cut off',
      })
    try {
      marks += marksIn(fence.text)
      if (marks > mostMarks) throw tooMany(page, fence.line)
      blocks.push({ ...readBlock(page, fence.text, fence.line), title })
    } catch (error) {
      if (!(error instanceof PageError)) throw error
      failure ??= error
      if (problems.length < 20) problems.push(leftOut(error))
    }
  }
  const read = blocks.map((block) => ({ ...block, problems: [...problems, ...block.problems] }))
  return blocks.length === 0 && failure ? { blocks: [], failure } : { blocks: read }
}

/** A file that is nothing but a document, or several with `---` between them. */
const wholeDocuments = (page: PageText): readonly Block[] => {
  const first = page.lines.findIndex(
    (line) => line.trim() !== '' && !/^\s*#/.test(line) && !/^(---|%YAML)/.test(line),
  )
  const line = page.lines[first] ?? ''
  if (
    !/^\s*[{[]/.test(line) &&
    !/^["']?(openapi|swagger|info|servers|paths|tags|components)["']?\s*:/.test(line)
  )
    return []
  // A heading before it makes it a page.
  if (
    !/^\s*[{[]/.test(line) &&
    page.lines.slice(0, first).some((before) => /^#{1,6}\s/.test(before)) &&
    page.lines.some((each) => /^(`{3,}|~{3,})/.test(each))
  )
    return []
  const text = page.lines.slice(first).join('\n')
  if (!/^\s*[{[]/.test(line) && !LOOKS_LIKE_DOCUMENT.test(text)) return []
  const starts = page.lines.flatMap((each, index) => (index > first && /^---\s*$/.test(each) ? [index] : []))
  const parts = [first, ...starts.map((start) => start + 1)].map((start, index) => ({
    start,
    text: page.lines.slice(start, starts[index]).join('\n'),
  }))
  const documents = parts.length === 1 ? parts : parts.filter((part) => LOOKS_LIKE_DOCUMENT.test(part.text))
  if (documents.length > 1 && marksIn(text) > mostMarks) throw tooMany(page, first + 1)
  return documents.map((part) => ({ ...readBlock(page, part.text, part.start + 1), title: '' }))
}

const readBlock = (page: PageText, text: string, line: number): Omit<Block, 'title'> => {
  if (/^\s*[{[]/.test(text)) {
    try {
      const value = JSON.parse(text) as Json
      if (isTooDeep(value)) throw new PageError(page.file, `line ${line}`, 'at most 64 levels of nesting')
      return { value, line, problems: [] }
    } catch (error) {
      if (error instanceof PageError) throw error
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
