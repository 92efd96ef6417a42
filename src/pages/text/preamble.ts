import { withoutHtml } from './inline-html.ts'
import type { PageText } from './page.ts'

/** The page with front matter and HTML comments blanked out, outside of code blocks. Lines keep their numbers. */
export const withoutPreamble = (page: PageText): PageText => {
  const lines = atTheMargin(withoutQuoteMarks(page.lines))
  let isComment = false
  // What never ends is not a comment.
  const lastEnd = lines.findLastIndex((line) => line.includes('-->'))
  let fence = ''
  for (const [index, line] of lines.entries()) {
    const marker = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1]
    if (!isComment && marker !== undefined) {
      if (fence === '') fence = marker
      else if (marker.startsWith(fence) && line.trim() === marker) fence = ''
    }
    if (fence !== '') continue
    const isOpen = isComment || (line.includes('<!--') && index <= lastEnd)
    lines[index] = unescaped(isOpen ? uncommented(line) : line)
  }
  // A comment or blank lines may stand before the front matter.
  const first = lines.findIndex((line) => line.trim() !== '')
  if (lines[first]?.trim() === '---') {
    const end = lines.findIndex((line, index) => index > first && line.trim() === '---')
    const isFrontMatter =
      end !== -1 &&
      end - first < 60 &&
      lines.slice(first + 1, end).every((line) => !/^(#{1,6}\s|openapi|paths)/.test(line))
    if (isFrontMatter) lines.fill('', first, end + 1)
  }
  return { file: page.file, lines }

  function uncommented(line: string): string {
    let rest = line
    let kept = ''
    while (rest !== '') {
      const mark = rest.indexOf(isComment ? '-->' : '<!--')
      if (mark === -1) return isComment ? kept : kept + rest
      if (!isComment) kept += rest.slice(0, mark)
      rest = rest.slice(mark + (isComment ? 3 : 4))
      isComment = !isComment
    }
    return kept
  }
}

/** Converters to Markdown escape what needs no escaping, and leave invisible characters and HTML behind. */
const unescaped = (line: string): string =>
  /[\\&<\u00a0\u200b-\u200d\u2060\ufeff]/.test(line)
    ? withoutHtml(
        line
          .replaceAll(/\\_|&#95;/g, '_')
          .replaceAll(/(?<=[\w.,:;])&nbsp;|\u00a0/g, ' ')
          .replaceAll(/[\u200b-\u200d\u2060\ufeff]/g, ''),
      )
    : line

/** A code block inside a quotation, out of it. */
const withoutQuoteMarks = (lines: readonly string[]): string[] => {
  let isQuoted = false
  return lines.map((line) => {
    isQuoted = /^ {0,3}>/.test(line) && (isQuoted || /^ {0,3}> ?(?:`{3,}|~{3,})/.test(line))
    return isQuoted ? line.replace(/^ {0,3}> ?/, '') : line
  })
}

/** A code block that markup around it has indented, at the margin. */
const atTheMargin = (lines: string[]): string[] => {
  let open: { readonly start: number; readonly blank: string; readonly marker: string } | undefined
  for (const [index, line] of lines.entries()) {
    if (open === undefined) {
      const [, blank = '', marker, info = ''] = /^([ \t]*)(`{3,}|~{3,})([^`]*)$/.exec(line) ?? []
      const isData = blank !== '' && /^\s*(?:ya?ml|json)\b/i.test(info)
      if (marker !== undefined) open = { start: isData ? index : -1, blank, marker }
    } else if (line.startsWith(`${open.blank}${open.marker}`) && line.trim() === open.marker) {
      const { start, blank } = open
      const block = start === -1 ? [] : lines.slice(start, index + 1)
      if (block.every((each) => each.startsWith(blank) || each.trim() === ''))
        for (const [at, each] of block.entries()) lines[start + at] = each.slice(blank.length)
      open = undefined
    }
  }
  return lines
}
