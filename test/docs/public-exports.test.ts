import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import * as aiSdk from '../../src/ai-sdk/index.ts'
import * as client from '../../src/client/index.ts'
import * as conformance from '../../src/conformance/index.ts'
import * as conformanceVitest from '../../src/conformance/vitest.ts'
import * as contracts from '../../src/contracts/index.ts'
import * as run from '../../src/run/index.ts'
import * as vitestFixture from '../../src/simulator/in-process/vitest.ts'
import * as simulator from '../../src/simulator/index.ts'

/** What each public entry point exports, and the room in which it is declared. */
const ENTRIES: readonly (readonly [room: string, exports: object])[] = [
  ['ai-sdk', aiSdk],
  ['client', client],
  ['conformance', conformance],
  ['conformance', conformanceVitest],
  ['contracts', contracts],
  ['run', run],
  ['simulator', vitestFixture],
  ['simulator', simulator],
]

const sourcesOf = (room: string): readonly string[] =>
  readdirSync(join('src', room), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.includes('generated'))
    .map((path) => readFileSync(join('src', room, path), 'utf8'))

/** Whatever a room exports may come from the basics. */
const sources = new Map(ENTRIES.map(([room]) => [room, [...sourcesOf(room), ...sourcesOf('basics')]]))

/** What several rooms share. */
const basics = sourcesOf('basics')

/** The comment in front of a declaration, or nothing. */
const docOf = (room: string, name: string): string => {
  const declaration = new RegExp(`export (?:abstract )?(?:const|class|function) ${name}\\b`)
  for (const text of [...(sources.get(room) ?? []), ...basics]) {
    const found = declaration.exec(text)
    if (found === null) continue
    const before = text.slice(0, found.index).trimEnd()
    return before.endsWith('*/') ? before.slice(before.lastIndexOf('/**')) : ''
  }
  return ''
}

const functions = ENTRIES.flatMap(([room, exports]) =>
  Object.entries(exports)
    .filter(([, value]) => typeof value === 'function')
    .map(([name, value]) => ({ room, name, isError: value.prototype instanceof Error })),
)

test('every public function and class says what it is for', () => {
  expect(functions.filter(({ room, name }) => docOf(room, name) === '')).toEqual([])
  expect(functions.length).toBeGreaterThan(40)
})

test('every public function and class has an example; errors are shown by isClientError', () => {
  const without = functions.filter(
    ({ room, name, isError }) => !isError && !/@example|```/.test(docOf(room, name)),
  )
  expect(without).toEqual([])
})
