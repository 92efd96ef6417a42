import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Metafile } from 'esbuild'

/** `node_modules/fastify` of `node_modules/fastify/lib/route.js`; the innermost package of nested ones. */
const packageFolder = (input: string): string | undefined =>
  /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1]

interface Notice {
  /** The package, and who holds its copyright. */
  readonly holder: string
  /** The terms, without what differs from package to package. */
  readonly terms: string
}

const isCopyright = (line: string): boolean => /^\s*(copyright\b|\(c\)|all rights reserved)/i.test(line)
const isHeading = (line: string): boolean => /^\W*(the )?(mit|isc)( license)?( \(mit\))?\W*$/i.test(line)

const noticeOf = (folder: string): Notice => {
  const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, string>
  const licence = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file))
  const text =
    licence !== undefined && existsSync(join(folder, licence))
      ? readFileSync(join(folder, licence), 'utf8')
      : ''
  // The terms of Apache's licence have lines about copyright too.
  const isShort = text.length < 4_000
  const lines = text.split(/\r?\n/)
  const ofHolder = isShort ? lines.filter(isCopyright).map((line) => line.trim()) : []
  const rest = isShort ? lines.filter((line) => !isCopyright(line) && !isHeading(line)) : lines
  const name = `${about.name} ${about.version} (${about.license})`
  return { holder: [name, ...ofHolder].join('\n  '), terms: rest.join('\n').trim() }
}

/** The same terms, however their lines are broken. */
const sameTerms = ({ terms }: Notice): string => terms.replaceAll(/\s+/g, ' ').replaceAll(/[‘’“”"']/g, '"')

const RULE = '-'.repeat(80)

/** The names, copyrights and terms of everything that esbuild put into the bundles, as their licences ask; the same terms once. */
export const noticesOf = (metafiles: readonly (Metafile | undefined)[]): string => {
  const inputs = metafiles.flatMap((metafile) => Object.keys(metafile?.inputs ?? {}))
  const folders = [...new Set(inputs.map(packageFolder).filter((folder) => folder !== undefined))].sort()
  const groups = new Map<string, Notice[]>()
  for (const notice of folders.map(noticeOf))
    groups.set(sameTerms(notice), [...(groups.get(sameTerms(notice)) ?? []), notice])
  const texts = [...groups.values()].map(
    (notices) => `${notices.map(({ holder }) => holder).join('\n')}\n\n${notices[0]?.terms ?? ''}`,
  )
  return `stuntdouble's built files contain these packages.\n\n${texts.join(`\n\n${RULE}\n\n`)}\n`
}
