/** Lists and tables of Markdown, line by line: in linear time, and also where a page is not quite Markdown. */

export interface Bullet {
  readonly text: string
  readonly bullets: readonly Bullet[]
}

interface Open {
  readonly indent: number
  text: string
  readonly bullets: Open[]
}

const widthOf = (blank: string): number => blank.replaceAll('\t', '    ').length

/** The list items of a text, with those below them. */
export const bulletsOf = (text: string): readonly Bullet[] => {
  const root: Open = { indent: -1, text: '', bullets: [] }
  const open: Open[] = [root]
  let isAfterBlank = false
  for (const line of text.split('\n')) {
    const [, blank = '', rest = ''] = /^([ \t]*)(?:[-*+•]|\d{1,3}[.)])[ \t]+(\S.*)$/.exec(line) ?? []
    if (rest !== '') {
      const indent = widthOf(blank)
      while ((open.at(-1)?.indent ?? -1) >= indent) open.pop()
      const bullet: Open = { indent, text: rest.trim(), bullets: [] }
      ;(open.at(-1) ?? root).bullets.push(bullet)
      open.push(bullet)
      isAfterBlank = false
    } else if (line.trim() === '') isAfterBlank = true
    else {
      const indent = widthOf(/^[ \t]*/.exec(line)?.[0] ?? '')
      const last = open.at(-1)
      // What is not indented behind a blank line no longer belongs to the list.
      if (isAfterBlank && indent === 0) open.length = 1
      else if (last && last !== root && last.text.length < 20_000) last.text += `\n${line.trim()}`
    }
  }
  return root.bullets
}

/** A table: the titles of its columns in small letters, and its rows. */
export interface Table {
  readonly titles: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

export const tablesOf = (text: string): readonly Table[] => {
  const lines = text.split('\n')
  const tables: Table[] = []
  for (let index = 0; index + 1 < lines.length; index += 1) {
    const rule = lines[index + 1] ?? ''
    if (!(lines[index] ?? '').includes('|') || !isRule(rule)) continue
    const titles = cellsOf(lines[index] ?? '').map((title) => plain(title).toLowerCase())
    const rows: (readonly string[])[] = []
    let end = index + 2
    for (; end < lines.length && (lines[end] ?? '').includes('|'); end += 1)
      rows.push(cellsOf(lines[end] ?? ''))
    tables.push({ titles, rows })
    index = end - 1
  }
  return tables
}

const isRule = (line: string): boolean => line.length < 2_000 && line.includes('-') && /^[\s|:-]+$/.test(line)

const cellsOf = (line: string): readonly string[] => {
  const cells: string[] = ['']
  let isInCode = false
  for (let index = 0; index < line.length; index += 1) {
    const character = line[index] ?? ''
    if (character === '\\' && line[index + 1] === '|') {
      cells[cells.length - 1] += '|'
      index += 1
    } else if (character === '|' && !isInCode) cells.push('')
    else {
      // A code span that never closes is none.
      if (character === '`') isInCode = isInCode ? false : line.indexOf('`', index + 1) !== -1
      cells[cells.length - 1] += character
    }
  }
  if (cells[0]?.trim() === '') cells.shift()
  if (cells.length > 0 && cells.at(-1)?.trim() === '') cells.pop()
  return cells.map((cell) => cell.replaceAll(/<br\s*\/?>/gi, '\n').trim())
}

/** A text without the marks of emphasis and code around it, links as their words. */
export const plain = (text: string): string =>
  text
    .trim()
    .replace(/^\[([^\]]+)\]\([^)]*\)$/, '$1')
    .replace(/^[*_]{1,3}(?=\S)(.*?)[*_]{1,3}$/s, '$1')
    .replace(/^(`+)([^`]*)\1$/s, '$2')
    .trim()

/** `**Label**: value`, `**Label:** value`, `Label: value`, `__Label__ – value`. */
export const labelled = (text: string): { readonly label: string; readonly value: string } | undefined => {
  const bold = /^(?:\*\*|__)([^*_\n]{1,60}?):?(?:\*\*|__)[ \t]*(?::|：|–|—|-(?=\s)|=)?[ \t]*([\s\S]*)$/.exec(
    text,
  )
  const bare = bold ?? /^([A-Za-z][A-Za-z ()_-]{0,40}?)[ \t]*(?::|：)[ \t]*([\s\S]*)$/.exec(text)
  return bare ? { label: (bare[1] ?? '').trim().toLowerCase(), value: (bare[2] ?? '').trim() } : undefined
}
