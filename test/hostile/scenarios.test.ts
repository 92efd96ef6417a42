import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EFFORT, effortOfAll } from '../helpers/effort.ts'
import { startTestSimulator } from '../helpers/simulator.ts'

test('a megabyte of directives that never end is refused as quickly as any long prompt', async () => {
  await using double = await startTestSimulator()
  const cpuMs = await effortOfAll(async () => {
    for (const piece of ['[[stunt:', '[[', '[[ stunt: x', '[[stunt:]', ' ', 'a=" ']) {
      const prompt = `[[stunt: ${piece.repeat(Math.floor(400_000 / piece.length))}`
      expect((await double.createKie({ prompt })).json.code).toBe(422)
      expect((await double.createEvolink({ prompt })).status).toBe(400)
    }
  })
  // What would not end takes minutes.
  expect(cpuMs).toBeLessThan(10_000)
})

test('a count beyond reason is a directive that is ignored', async () => {
  await using double = await startTestSimulator()
  const callBackUrl = 'http://127.0.0.1:9/'
  for (const times of ['1e9', '999999999', '-1', '0', 'Infinity', '0x10']) {
    const prompt = `a cat [[stunt: callback-duplicated times=${times}]]`
    const created = await double.createKie({ prompt }, { callBackUrl })
    expect(created.json.code).toBe(200)
    expect(created.headers['x-stuntdouble-note']).toContain('is ignored')
  }
})

test('whatever a header or a prompt asks for, the answer is the provider’s', async () => {
  await using double = await startTestSimulator({ credits: 1_000_000 })
  const words = fc.constantFrom(
    ...[
      'task-fails',
      'server-error',
      'happy',
      'flaky',
      'constructor',
      '__proto__',
      'toString',
      'on',
      'call',
      'every',
    ],
    ...[
      'chance',
      'with',
      'after',
      'code',
      'times',
      'at',
      'model',
      'prompt',
      'provider',
      'fault',
      'rules',
      'settings',
    ],
  )
  const value = fc.oneof(
    fc.string({ maxLength: 8 }),
    fc.constantFrom('1', '0', '..', '2..', 'create', '__proto__', '9'.repeat(40)),
  )
  const term = fc.oneof(
    words,
    fc.tuple(words, value).map(([name, text]) => `${name}=${text}`),
  )
  const directive = fc.array(term, { maxLength: 5 }).map((terms) => terms.join(' '))
  const printable = (text: string): string => text.replace(/[^\x20-\x7e]/g, '?')
  await fc.assert(
    fc.asyncProperty(
      directive,
      fc.constantFrom('x-stuntdouble-fault', 'x-stuntdouble-scenario'),
      async (text, header) => {
        const byHeader = await double.createKie({}, {}, { headers: { [header]: printable(text) } })
        const byPrompt = await double.createKie({ prompt: `a cat [[stunt: ${text}]]` })
        for (const { status, json, headers } of [byHeader, byPrompt]) {
          expect([200, 402, 422, 429, 500]).toContain(json.code)
          expect(status).toBe(json.code)
          expect(String(headers['x-stuntdouble-note'])).not.toContain('made a mistake')
        }
      },
    ),
    { numRuns: 60 * EFFORT },
  )
})
