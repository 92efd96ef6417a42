import type { Section } from '../../text/outline.ts'

/** The codes of the page's tables and lists of codes. */
export const codesOf = (outline: readonly Section[]): readonly number[] => {
  const codes = outline.flatMap((section) => {
    const tabled = section.tables.flatMap(({ titles, rows }) => {
      const column = titles.findIndex((title) => /\b(code|status)\b|状态码/.test(title))
      return column === -1 ? [] : rows.map((cells) => codeIn(cells[column] ?? ''))
    })
    const listed = /error|status|code|response/i.test(section.title)
      ? section.bullets.map(({ text }) => codeIn(text))
      : []
    return [...tabled, ...listed]
  })
  return [...new Set(codes.filter((code) => code !== undefined))].sort((left, right) => left - right)
}

const codeIn = (text: string): number | undefined => {
  const [, code] = /^[*`_\s]*([1-5]\d\d)(?!\d)[*`_\s]*(?:$|[:：–—(|-]|\s)/.exec(text) ?? []
  return code === undefined ? undefined : Number(code)
}
