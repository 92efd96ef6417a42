import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { type Document, documents } from './documents.ts'

const prose = ({ text }: Document): string => text.replaceAll(/^```[\s\S]*?^```$/gm, '')

/** `#keys-are-accounts` of `## Keys are accounts`, as code hosts make it. */
const anchorsOf = (text: string): readonly string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  )

const isThere = (link: string, from: Document): boolean => {
  const [written = '', anchor] = link.split('#')
  const path = written === '' ? '' : join(dirname(from.file), written)
  if (path !== '' && !existsSync(path)) return false
  const text = path === '' ? from.text : anchor === undefined ? '' : readFileSync(path, 'utf8')
  return anchor === undefined || anchorsOf(text).includes(anchor)
}

test.each(documents.map((document) => [document.file, document] as const))(
  'every link in %s leads somewhere',
  (_file, document) => {
    const links = [...prose(document).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link)
    const local = links.filter((link) => !/^https?:/.test(link))
    expect(local.filter((link) => !isThere(link, document))).toEqual([])
  },
)

test.each(documents.map((document) => [document.file, document] as const))(
  'every file that %s names is there',
  (_file, document) => {
    const named = [...document.text.matchAll(/`((?:src|test|scripts|specs|media|examples|bench)\/[^`\s]*)`/g)]
    // `<provider>` and `*` stand for something.
    const paths = named.map(([, path = '']) => path).filter((path) => !/[<*{]/.test(path))
    expect(paths.filter((path) => !existsSync(path))).toEqual([])
  },
)

test.each(documents.map((document) => [document.file, document] as const))(
  'every script that %s runs is there',
  (_file, { text }) => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))
    const named = [...text.matchAll(/\bnpm (?:run )?(start|test|(?<=run )[\w:-]+)/g)].map(
      ([, name = '']) => name,
    )
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([])
  },
)
