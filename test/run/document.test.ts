import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { contracts } from '../../src/contracts/index.ts'
import { patternOf } from '../docs/documents.ts'

const text = readFileSync('docs/run.md', 'utf8')
const blockOf = (language: string): string =>
  new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(text)?.[1] ?? ''

test('the first example of docs/run.md can be typed, and prints what is in it', async () => {
  const typed = blockOf('sh').replace('npx --no stuntdouble', `'${process.execPath}' dist/stuntdouble.js`)
  const { stdout } = await promisify(execFile)('sh', ['-c', `exec 2>&1; ${typed}`])
  expect(stdout).toMatch(patternOf(blockOf('text')))
})

test('docs/run.md names every host that is stood in for', () => {
  const names = Object.values(contracts).flatMap(({ hosts }) => hosts.map(({ name }) => name))
  expect(names.filter((name) => !text.includes(`\`${name}\``))).toEqual([])
})
