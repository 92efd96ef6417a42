import { afterAll, expect, test } from 'vitest'
import { strayFieldsIn } from '../../src/simulator/notes/stray-fields.ts'
import { EFFORT, effortOfAll } from '../helpers/effort.ts'
import { EVOLINK_MODEL, KIE_MODEL, startTestSimulator } from '../helpers/simulator.ts'

const double = await startTestSimulator({ credits: 1e9, unknownModels: 'accept' })
afterAll(() => double.simulator.close())

const times = (count: number, piece: string): string => Array.from({ length: count }, () => piece).join(',')
const named = (count: number, name: string): string =>
  Array.from({ length: count }, (_, nth) => `"${name}${nth}":1`).join(',')

/** The members of a body besides those that it must have: about `size` characters of them. */
const shapes: readonly (readonly [string, (size: number) => string])[] = [
  ['fields that nobody knows', (size) => named(size / 9, 'k')],
  ['fields that are nearly known', (size) => named(size / 16, 'promp')],
  ['one field again and again', (size) => times(size / 6, '"k":1')],
  ['an object of many fields', (size) => `"k":{${named(size / 9, 'k')}}`],
  ['a list of addresses', (size) => `"image_urls":[${times(size / 20, '"http://127.0.0.1/"')}]`],
  ['a list of objects', (size) => `"k":[${times(size / 8, '{"a":1}')}]`],
  ['a list of numbers in a list that may hold texts', (size) => `"image_urls":[${times(size / 2, '1')}]`],
  ['lists in lists', (size) => `"k":${'['.repeat(size / 2)}${']'.repeat(size / 2)}`],
  ['an address that never ends', (size) => `"image_url":"http://127.0.0.1/${'a/'.repeat(size / 2)}"`],
  ['an address of escapes', (size) => `"callback_url":"http://127.0.0.1/${'%zz'.repeat(size / 3)}"`],
  ['spaces', (size) => `"k":"${' '.repeat(size)}"`],
  ['escapes', (size) => `"k":"${'\\u0000'.repeat(size / 6)}"`],
  ['at signs', (size) => `"k":"${'http://a:b@'.repeat(size / 11)}"`],
  ['keys', (size) => `"k":"${'Bearer sk-a1b2c3 '.repeat(size / 17)}"`],
  [
    'half a directive',
    (size) => `"negative_prompt":"${'[[stunt: a=" '.replace('"', "'").repeat(size / 13)}"`,
  ],
]

const bodies = (extra: string): readonly (readonly [string, string])[] => [
  ['/v1/videos/generations', `{"model":"${EVOLINK_MODEL}","prompt":"a cat",${extra}}`],
  ['/api/v1/jobs/createTask', `{"model":"${KIE_MODEL}","input":{"prompt":"a cat"},${extra}}`],
  ['/api/v1/jobs/createTask', `{"model":"another/model","input":{"prompt":"a cat",${extra}}}`],
]

/** This takes a fraction of a second, and what is quadratic tens of them. */
const MOST_CPU_MS = 5_000

test.each(EFFORT > 1 ? shapes : shapes.slice(0, 2))('a long body of %s is read quickly', async (_, shape) => {
  const sent = bodies(shape(EFFORT > 1 ? 900_000 : 300_000))
  const cpuMs = await effortOfAll(async () => {
    for (const [path, body] of sent) await double.post(path, body)
  })
  expect(cpuMs).toBeLessThan(MOST_CPU_MS)
})

test('of very many fields that nobody knows, as many are looked at as a note has room for', () => {
  const described = { fields: new Map([['prompt', undefined]]), isOpen: false, files: new Map() }
  const body = Object.fromEntries(Array.from({ length: 80_000 }, (_, nth) => [`promp${nth}`, 1]))
  expect(strayFieldsIn(described, body)).toHaveLength(100)
})
