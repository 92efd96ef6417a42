import { expect, test } from 'vitest'
import { foundIn } from '../../scripts/plain-english.ts'

/** What the lint finds. The gate runs it over the whole project: `npm run english`. */

test.each([
  ['a body that is no JSON', 'is no'],
  ['/** Answers the exit code. */', '/** Answers the'],
  ['scenarios of one’s own', 'one’s own'],
  ['every so manieth call', 'so manieth'],
  ['what stands in a prompt', 'stands in'],
  ['a scenario that there is not', 'a scenario that there is not'],
])('%s is found', (text, words) => {
  expect(foundIn('x.ts', text).map((found) => found.words)).toEqual([words])
})

test.each([
  'There is no flag --prot',
  'it is no longer there',
  'returns undefined when there is none',
  'it stands in for the provider',
  'the server answers 200',
])('%s is fine', (text) => {
  expect(foundIn('x.ts', text)).toEqual([])
})
