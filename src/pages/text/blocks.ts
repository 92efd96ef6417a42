import type { Token, Tokens } from 'marked'
import { blocksOf } from './markdown.ts'

export interface Bullet {
  readonly text: string
  readonly bullets: readonly Bullet[]
}

/** The list items of a text, with those below them. */
export const bulletsOf = (text: string): readonly Bullet[] =>
  beginsItem.test(text) ? bulletsIn(blocksOf(asLists(text))) : []

/** A line that may begin a list item, in a quotation too: a text without one has no lists. */
const beginsItem = /^[ \t>]*(?:[-*+•‣◦▪]|\d{1,9}[.)])(?:[ \t]|$)/m

/** Bullets that Markdown does not know, and children that are indented by less than it asks for. */
const asLists = (text: string): string => text.replaceAll(/^([ \t]*)[•‣◦▪](?=[ \t])/gm, '$1-')

const bulletsIn = (tokens: readonly Token[]): readonly Bullet[] =>
  tokens.flatMap((token) => {
    if (isList(token)) return token.items.map(bulletOf)
    return isQuote(token) ? bulletsIn(token.tokens) : []
  })

const bulletOf = ({ tokens }: Tokens.ListItem): Bullet => ({
  text: tokens
    .filter((token) => !isList(token))
    .map(({ raw }) => linesOf(raw))
    .filter((text) => text !== '')
    .join('\n'),
  bullets: bulletsIn(tokens.filter(isList)),
})

const linesOf = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .trim()

const isList = (token: Token): token is Tokens.List => token.type === 'list'
const isQuote = (token: Token): token is Tokens.Blockquote => token.type === 'blockquote'
const isTable = (token: Token): token is Tokens.Table => token.type === 'table'

/** A table: the titles of its columns in small letters, and its rows. */
export interface Table {
  readonly titles: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** The tables of a text, wherever they are. */
export const tablesOf = (text: string): readonly Table[] =>
  text.includes('|') ? tablesIn(blocksOf(text.split('\n').map(asRow).join('\n'))) : []

/** A row of more cells than any table of parameters has is not a row. */
const MOST_CELLS = 60

const asRow = (line: string): string => {
  if (!line.includes('|')) return line
  return line.length > 20_000 || line.split('|').length > MOST_CELLS ? '' : withPipesInCode(line)
}

const tablesIn = (tokens: readonly Token[]): readonly Table[] =>
  tokens.flatMap((token) => {
    if (isTable(token)) return [tableOf(token)]
    if (isList(token)) return token.items.flatMap((item) => tablesIn(item.tokens))
    return isQuote(token) ? tablesIn(token.tokens) : []
  })

const tableOf = ({ header, rows }: Tokens.Table): Table => ({
  titles: header.map((cell) => plain(textIn(cell)).toLowerCase()),
  rows: rows.map((cells) => cells.map(textIn)),
})

const textIn = ({ text }: Tokens.TableCell): string => text.replaceAll(/<br\s*\/?>/gi, '\n').trim()

/** A pipe inside a code span is not a border here, though Markdown takes it for one. */
const withPipesInCode = (line: string): string =>
  line.includes('`') ? line.replaceAll(/`[^`]*`/g, (code) => code.replaceAll(/(?<!\\)\|/g, '\\|')) : line

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
