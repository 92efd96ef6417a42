const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  le: '≤',
  ge: '≥',
  amp: '&',
  quot: '"',
  apos: "'",
  mdash: '—',
  ndash: '–',
  minus: '-',
}

/** Tags that say nothing about a parameter. Others (`<string>`, `<model>`, `<br>` in a cell) are left as they are. */
const TAGS =
  /<\/?(?:a|abbr|b|big|div|details|em|font|i|img|mark|p|small|span|strong|sub|summary|sup|u)(?:\s[^<>]{0,400})?\/?>/gi

/** A line of Markdown without the HTML in it. */
export const withoutHtml = (line: string): string =>
  /[<&]/.test(line)
    ? line
        .replaceAll(/<\/?code>/gi, '`')
        .replaceAll(TAGS, '')
        .replaceAll(/&(\w{2,5});/g, (entity, name: string) => ENTITIES[name] ?? entity)
    : line
