import { isObject, type Json } from '../pages/json.ts'
import type { Fence, Section } from '../pages/outline.ts'
import { PageError, type PageProblem, type PageText } from '../pages/page.ts'
import { readYaml } from '../pages/safe-yaml.ts'

/** What could be an OpenAPI document on a page, as a value, and where it stands. */
export interface Block {
  readonly value: Json
  readonly title: string
  readonly line: number
  readonly problems: readonly PageProblem[]
}

const looksLikeDocument = /^[ \t]*["']?(?:openapi|swagger|paths)["']?[ \t]*:/m

/** Everything on a page that could be an OpenAPI document: the page itself, its code blocks, or what follows `openapi:`. */
export const blocksIn = (page: PageText, outline: readonly Section[]): readonly Block[] => {
  const whole = wholeDocuments(page)
  if (whole.length > 0) return whole
  const fences = outline.flatMap((section) =>
    section.fences
      .filter(
        (fence) =>
          looksLikeDocument.test(fence.text) &&
          !/^(bash|sh|shell|python|js|javascript|ts|typescript)\b/i.test(fence.info),
      )
      .map((fence) => ({ fence, title: section.above[0] ?? section.title })),
  )
  if (fences.length > 0) return fencedBlocks(page, fences)
  const start = page.lines.findIndex((line) => /^["']?openapi["']?[ \t]*:[ \t]*["']?3/.test(line))
  if (start === -1) return []
  return [{ ...readBlock(page, page.lines.slice(start).join('\n'), start + 1), title: '' }]
}

interface TitledFence {
  readonly fence: Fence
  readonly title: string
}

/** The code blocks that can be read. One that cannot is told of with the next, or fails the page when there is no other. */
const fencedBlocks = (page: PageText, fences: readonly TitledFence[]): readonly Block[] => {
  const blocks: Block[] = []
  const broken: PageProblem[] = []
  let failure: unknown
  let readUpTo = 0
  for (const { fence, title } of fences) {
    if (fence.line < readUpTo) continue
    try {
      const { lineCount, ...block } = readFence(page, fence)
      readUpTo = fence.line + lineCount
      blocks.push({ ...block, title })
    } catch (error) {
      if (!(error instanceof PageError)) throw error
      failure ??= error
      broken.push({ severity: 'error', place: `line ${fence.line}`, message: `left out: ${error.message}` })
    }
  }
  if (blocks.length === 0 && failure !== undefined) throw failure
  return blocks.map((block) => ({ ...block, problems: [...broken, ...block.problems] }))
}

const mostFencesInside = 8

/** A code block; one that cannot be read may have had the end of another, inside a text, for its end. */
const readFence = (page: PageText, fence: Fence): Omit<Block, 'title'> & { readonly lineCount: number } => {
  const cut: PageProblem = {
    severity: 'error',
    place: `line ${page.lines.length}`,
    message: 'the code block never ends: the page may be cut off',
  }
  try {
    const block = readBlock(page, fence.text, fence.line)
    const problems = fence.isClosed ? block.problems : [cut, ...block.problems]
    return { ...block, problems, lineCount: fence.lineCount }
  } catch (error) {
    if (!(error instanceof PageError)) throw error
    const first = fence.line - 1
    let end = first + fence.lineCount
    for (let count = 0; count < mostFencesInside; count += 1) {
      end = page.lines.findIndex((line, index) => index >= end && /^(`{3,}|~{3,})\s*$/.test(line))
      if (end === -1) break
      try {
        const block = readBlock(page, page.lines.slice(first, end).join('\n'), fence.line)
        return { ...block, lineCount: end - first }
      } catch (other) {
        if (!(other instanceof PageError)) throw other
      }
      end += 1
    }
    throw error
  }
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
  if (!/^\s*[{[]/.test(line) && !looksLikeDocument.test(text)) return []
  const starts = page.lines.flatMap((each, index) => (index > first && /^---\s*$/.test(each) ? [index] : []))
  const parts = [first, ...starts.map((start) => start + 1)].map((start, index) => ({
    start,
    text: page.lines.slice(start, starts[index]).join('\n'),
  }))
  const documents = parts.length === 1 ? parts : parts.filter((part) => looksLikeDocument.test(part.text))
  return documents.map((part) => ({ ...readBlock(page, part.text, part.start + 1), title: '' }))
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
