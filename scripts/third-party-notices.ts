import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Metafile } from 'esbuild'

/** `node_modules/fastify` of `node_modules/fastify/lib/route.js`; the innermost package of nested ones. */
const packageFolder = (input: string): string | undefined =>
  /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1]

/** The names and licences of everything that esbuild put into the bundles, as their licences ask. */
export const noticesOf = (metafiles: readonly (Metafile | undefined)[]): string => {
  const inputs = metafiles.flatMap((metafile) => Object.keys(metafile?.inputs ?? {}))
  const folders = [...new Set(inputs.map(packageFolder).filter((folder) => folder !== undefined))].sort()
  const notices = folders.map((folder) => {
    const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, string>
    const licence = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file))
    const text =
      licence !== undefined && existsSync(join(folder, licence))
        ? readFileSync(join(folder, licence), 'utf8')
        : ''
    return `${about.name} ${about.version} (${about.license})\n\n${text.trim()}`
  })
  return `stuntdouble's built files contain these packages.\n\n${notices.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`
}
