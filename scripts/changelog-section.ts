/** Prints what CHANGELOG.md says about a release: `npx tsx scripts/changelog-section.ts v0.1.0`. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * The section of a tag.
 * @param tag `v` and the version
 * @throws Error when there is none
 */
export const sectionFor = (changelog: string, tag: string): string => {
  const version = tag.replace(/^v/, '')
  const [, ...sections] = changelog.split(/^## /m)
  const found = sections.find((section) => section.startsWith(`[${version}]`))
  if (found === undefined) throw new Error(`CHANGELOG.md has no section ${version}`)
  return found.slice(found.indexOf('\n')).trim()
}

if (fileURLToPath(import.meta.url) === process.argv[1])
  console.log(sectionFor(readFileSync('CHANGELOG.md', 'utf8'), process.argv[2] ?? ''))
