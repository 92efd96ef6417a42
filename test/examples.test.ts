import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test, vi } from 'vitest'

/** What each example prints; its own assertions hold when it does not throw. `test/docs` runs the one in Python. */
const PRINTED: Readonly<Record<string, RegExp>> = {
  'callback-chaos.js':
    /^a callback that cannot be read\n7 callbacks, 1 of them about a task we never asked for\n2 tasks without one .*\nread again: (success, ){5}success\n$/,
  'expired-link.js': /^200 video\/mp4, \d+ bytes\na day later: 403\nanother, long before its time: 403\n$/,
  'flaky-network.js':
    /^no answer to the create request, and 1 task that is billed\npoll 1: 500 .*\npoll 2: 500 .*\npoll 3: .*\npoll 4: success\n$/,
  'moderated-prompt.js':
    /^completed\nfailed: content_policy_violation, The prompt .*\nfailed: .* No cats\.\n$/,
  'out-of-credits.js':
    /^HTTP 200, code 200: success\nHTTP 200, code 402: Credits insufficient .*\n50 credits left\n$/,
  'rate-limit.js': /^created\ncreated\n429 .*\nten seconds later\ncreated\n$/,
}

test.each(Object.entries(PRINTED))('examples/%s does what it says', async (file, printed) => {
  const lines: string[] = []
  const log = vi
    .spyOn(console, 'log')
    .mockImplementation((...words) => void lines.push(words.map(String).join(' ')))
  try {
    await import(/* @vite-ignore */ resolve('examples', file))
  } finally {
    log.mockRestore()
  }
  expect(`${lines.join('\n')}\n`).toMatch(printed)
})

test('an example runs as a program of its own too', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['examples/rate-limit.js'], {
    encoding: 'utf8',
  })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  expect(stdout).toMatch(PRINTED['rate-limit.js'] ?? /^$/)
})

test('no example is left out', () => {
  expect(
    readdirSync('examples')
      .filter((file) => file.endsWith('.js'))
      .sort(),
  ).toEqual(Object.keys(PRINTED))
})
