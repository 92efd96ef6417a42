import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const page = readFileSync('docs/confidence.md', 'utf8')
const [, proven = ''] = /## Proven\n([\s\S]*?)\n## Not proven/.exec(page) ?? []

/** `test/x.test.ts: "title"`, or a file alone. */
const proofs = [...proven.matchAll(/^\|.*\| (\S+)(?:: "(.+)")? \|$/gm)]
  .map(([, path = '', title]) => ({ path, title: title?.replaceAll('\\"', '"') }))
  .filter(({ path }) => path.includes('/'))

/** A title as its file has it, whichever quotes are around it. */
const holds = ({ path, title = '' }: (typeof proofs)[number]): boolean =>
  existsSync(path) &&
  readFileSync(path, 'utf8')
    .replaceAll(/\\(['"`])/g, '$1')
    .includes(title)

test('every proof that docs/confidence.md names is there', () => {
  expect(proofs.filter((proof) => !holds(proof))).toEqual([])
  expect(proofs.length).toBeGreaterThan(30)
})

test('every claim has a proof', () => {
  const rows = [...proven.matchAll(/^\| (?!---|claim)(.+)$/gm)].map(([, row = '']) => row)
  expect(rows.filter((row) => !/(test\/\S+\.test\.ts|\.github\/workflows\/\S+\.yml)/.test(row))).toEqual([])
  expect(proofs).toHaveLength(rows.length)
})
