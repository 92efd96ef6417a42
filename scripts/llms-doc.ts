import { readdirSync, readFileSync } from 'node:fs'

/** What language models read, by the llmstxt.org convention: an index, and for the package everything in one file. */

interface Entry {
  readonly file: string
  readonly about: string
}

/** The index of docs/README.md, in its order, each document once. */
const entries = (): readonly Entry[] => {
  const rows = readFileSync('docs/README.md', 'utf8').matchAll(/^\| (.+) \| (.*)\|$/gm)
  const all = [...rows].flatMap(([, about = '', cell = '']) =>
    // Only the first document of a row is what the row is about.
    [...cell.matchAll(/^[^(]*\]\(([\w-]+\.md)/g)].map(([, file = '']) => ({ file: `docs/${file}`, about })),
  )
  return all.filter(({ file }, index) => all.findIndex((each) => each.file === file) === index)
}

const titleOf = (text: string): string => /^# (.+)$/m.exec(text)?.[1] ?? ''

/** The first paragraph after the title. */
const pitch = (): string =>
  (readFileSync('README.md', 'utf8').split('\n\n')[1] ?? '').replaceAll('\n', ' ').replaceAll('**', '')

const line = ({ file, about }: Entry): string =>
  `- [${titleOf(readFileSync(file, 'utf8'))}](${file}): ${about}`

const indexText = (): string =>
  [
    '# stuntdouble',
    '',
    `> ${pitch()}`,
    '',
    'Change the base URL of the code under test, nothing else; any key will do, and each key is an account of its own. Always `npx --no stuntdouble`.',
    'skills/stuntdouble/SKILL.md says in one page how to use it; node_modules/stuntdouble/dist/llms-full.txt has every document in one file.',
    '',
    '## Documents',
    '',
    ...entries().map(line),
    '',
    '## Optional',
    '',
    '- [How it is built](ARCHITECTURE.md): rooms, words, the life of a request',
    '- [How to add to it](CONTRIBUTING.md): a fault, a case, a model, a provider',
    '- [What changed](CHANGELOG.md)',
    '',
  ].join('\n')

/** README, the index and every document in one text: those of the index in its order. The console's server reads it. */
export const allDocuments = (): string => {
  const all = readdirSync('docs').filter((name) => name.endsWith('.md'))
  const files = ['README.md', 'docs/README.md', ...entries().map(({ file }) => file)]
  return [...new Set([...files, ...all.map((name) => `docs/${name}`)])]
    .map((file) => `<!-- ${file} -->\n\n${readFileSync(file, 'utf8').trim()}\n`)
    .join('\n')
}

/** `llms.txt`. The full text is in `dist/` alone: as a copy of every document it would change with each of them. */
export const llmsDoc = (): readonly [file: string, text: string] => ['llms.txt', indexText()]
