import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Json } from '../../src/contracts/check/json.ts'
import { described, FOLDER, readingOf } from './described.ts'

test.each(described)('%s says what the contract beside it says', (name) => {
  const expected = JSON.parse(readFileSync(`${FOLDER}/${name}.contract.json`, 'utf8')) as Json
  expect(readingOf(name)).toEqual(expected)
})
