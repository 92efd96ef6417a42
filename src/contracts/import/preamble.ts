import type { PageText } from '../pages/page.ts'

/** The page with front matter and HTML comments blanked out, outside of code blocks. Lines keep their numbers. */
export const withoutPreamble = (page: PageText): PageText => {
  const lines = atTheMargin(withoutQuoteMarks(page.lines))
  let isComment = false
  let fence = ''
  for (const [index, line] of lines.entries()) {
    const marker = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1]
    if (!isComment && marker !== undefined) {
      if (fence === '') fence = marker
      else if (marker.startsWith(fence) && line.trim() === marker) fence = ''
    }
    if (fence !== '') continue
    lines[index] = line.includes('<!--') || isComment ? uncommented(line) : line
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
  for (let index = 0; index < lines.length; index += 1) {
    const [, blank = '', marker = '', info = ''] =
      /^([ \t]*)(`{3,}|~{3,})([^`]*)$/.exec(lines[index] ?? '') ?? []
    if (marker === '') continue
    const end = lines.findIndex(
      (line, at) => at > index && line.startsWith(`${blank}${marker}`) && line.trim() === marker,
    )
    if (end === -1) continue
    const block = lines.slice(index, end + 1)
    if (
      blank !== '' &&
      /^\s*(?:ya?ml|json)\b/i.test(info) &&
      block.every((line) => line.startsWith(blank) || line.trim() === '')
    )
      for (const [at, line] of block.entries()) lines[index + at] = line.slice(blank.length)
    index = end
  }
  return lines
}
