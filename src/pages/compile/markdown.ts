import type { List, ListItem, Nodes, RootContent, Table } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table'
import { gfmTable } from 'micromark-extension-gfm-table'

/** A list item as written, with the items below it. */
export interface Bullet {
  readonly text: string
  readonly bullets: readonly Bullet[]
}

/** A table: one record per row, keyed by the lower-cased column title. */
export type Row = Readonly<Record<string, string>>

/**
 * Inline markup stays as written, so that `**Type**` and code spans keep their marks; some of these also take
 * quadratic time on hostile text.
 */
const onlyBlocks = {
  disable: {
    null: [
      'attention',
      'autolink',
      'blockQuote',
      'characterReference',
      'codeIndented',
      'codeText',
      'definition',
      'htmlFlow',
      'htmlText',
      'labelEnd',
      'labelStartImage',
      'labelStartLink',
      'setextUnderline',
    ],
  },
}

const blocksOf = (text: string): readonly RootContent[] =>
  fromMarkdown(text, {
    extensions: [gfmTable(), onlyBlocks],
    mdastExtensions: [gfmTableFromMarkdown()],
  }).children

export const bulletsOf = (text: string): readonly Bullet[] =>
  blocksOf(text).flatMap((node) => (node.type === 'list' ? bulletsIn(node, text) : []))

const bulletsIn = (list: List, text: string): readonly Bullet[] =>
  list.children.map((item: ListItem) => ({
    text: item.children
      .filter((node) => node.type !== 'list')
      .map((node) => sourceOf([node], text))
      .join('\n'),
    bullets: item.children.flatMap((node) => (node.type === 'list' ? bulletsIn(node, text) : [])),
  }))

/** The tables of a text. Only the lines with a pipe are parsed: each line of a paragraph could begin a table. */
export const tablesOf = (text: string): readonly (readonly Row[])[] => {
  const piped = text
    .split('\n')
    .map((line) => (line.includes('|') ? line : ''))
    .join('\n')
  return blocksOf(piped).flatMap((node) => (node.type === 'table' ? [rowsOf(node, piped)] : []))
}

const rowsOf = (table: Table, text: string): readonly Row[] => {
  const [head, ...body] = table.children.map((row) =>
    row.children.map((cell) => sourceOf(cell.children, text).replaceAll('\\|', '|')),
  )
  const titles = (head ?? []).map((title) => title.toLowerCase())
  return body.map((cells) => Object.fromEntries(titles.map((title, index) => [title, cells[index] ?? ''])))
}

/** The nodes as they stand in the text, on one line. */
const sourceOf = (nodes: readonly Nodes[], text: string): string => {
  const start = nodes[0]?.position?.start.offset ?? 0
  const end = nodes.at(-1)?.position?.end.offset ?? start
  const lines = text.slice(start, end).split('\n')
  return lines
    .map((line) => line.trim())
    .join(' ')
    .trim()
}

/** A bullet of the form `**Label**: value`. */
export const labelled = (text: string): { readonly label: string; readonly value: string } | undefined => {
  const match = /^\*\*(.+?):?\*\*\s*:?\s*(.*)$/s.exec(text)
  return match ? { label: (match[1] ?? '').trim().toLowerCase(), value: (match[2] ?? '').trim() } : undefined
}

/** What a code span holds, or the text itself where there is none. */
export const unquoted = (text: string): string =>
  /^(`+)([\s\S]*)\1$/.exec(text.trim())?.[2]?.trim() ?? text.trim()
