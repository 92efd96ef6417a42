import { Marked, type Tokens } from 'marked'
import { escaped } from '../../basics/xml.ts'
import { documentTexts } from './document-texts.ts'

/** The documents as pages, for who reads them without a network: those of this version, beside the console. */

/** `#keys-are-accounts` of `## Keys are accounts`, as code hosts make it. */
const anchorOf = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')

/** A link that leads to a document or elsewhere on the web; what is only in a checkout is named. */
const isReachable = (href: string): boolean => /^(https?:|#|[\w-]+\.md)/.test(href)

const marked = new Marked({
  renderer: {
    heading({ depth, text, tokens }: Tokens.Heading) {
      return `<h${depth} id="${escaped(anchorOf(text.replaceAll('`', '')))}">${this.parser.parseInline(tokens)}</h${depth}>\n`
    },
    link({ href, tokens }: Tokens.Link) {
      const words = this.parser.parseInline(tokens)
      return isReachable(href) ? `<a href="${escaped(href)}">${words}</a>` : words
    },
    // Marks of generators, mostly.
    html: ({ text }: Tokens.HTML | Tokens.Tag) => (text.startsWith('<!--') ? '' : escaped(text)),
  },
})

const titleOf = (text: string): string => /^# (.+)$/m.exec(text)?.[1] ?? 'Documents'

const page = (text: string): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${escaped(titleOf(text))} · stuntdouble</title>
    <link rel="icon" href="../console/favicon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="../console/styles/tokens.css">
    <link rel="stylesheet" href="../console/styles/base.css">
    <link rel="stylesheet" href="../console/styles/document.css">
    <script src="../console/theme.js"></script>
  </head>
  <body>
    <nav class="row" aria-label="stuntdouble"><a href="../">Console</a><a href="./">All documents</a></nav>
    <main>
${marked.parse(text, { async: false })}    </main>
  </body>
</html>
`

/**
 * A document as a page.
 * @param name `clock.md`; empty for the list of all
 * @returns undefined where there is no such document
 */
export const documentPage = (name: string): string | undefined => {
  const text = documentTexts().get(name === '' ? 'README.md' : name)
  return text === undefined ? undefined : page(text)
}
