import { copyFileSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runCommand, temporaryFolder } from '../helpers/command.ts'

/** The words of each `npx --no stuntdouble contract …` on the page. */
const commands = [
  ...readFileSync('docs/contract.md', 'utf8')
    .replaceAll(/\\\n\s*/g, '')
    .matchAll(/npx --no stuntdouble (contract .*)$/gm),
].map(([, words = '']) => words.split(' '))

const folderWithModels = () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder.path, 'models'))
  copyFileSync('test/fixtures/pages/kie-nested.md', join(folder.path, 'models/page.md'))
  return folder
}

/** Flags and pages are read and the cases chosen; nothing is sent. test/conformance sends them. */
test('every command of docs/contract.md is one that can be typed', async () => {
  using folder = folderWithModels()
  const place = { cwd: folder.path, env: { KIE_API_KEY: 'any-key' } }
  for (const words of commands) {
    const { code, stderr } = await runCommand([...words, '--dry-run'], place)
    expect({ words, code, stderr }).toMatchObject({ words, code: 0 })
  }
  expect(commands.length).toBeGreaterThan(5)
})
