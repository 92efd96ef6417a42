import { execFileSync } from 'node:child_process'
import { beforeAll, expect, test } from 'vitest'

interface Copied {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

interface Snippets {
  readonly LANGUAGES: readonly (readonly [name: string, write: (request: Copied) => string])[]
  readonly isWhole: (body: string) => boolean
}

/** The console's own modules, in a process that has no browser: they only ask where they are. */
let snippets: Snippets

beforeAll(async () => {
  Object.assign(globalThis, { location: { href: 'http://127.0.0.1:7357/__stuntdouble/' } })
  const file = new URL('../../src/console/parts/snippets.js', import.meta.url).href
  snippets = (await import(file)) as Snippets
})

const prompt = 'it\'s $(id) `id` \\ "x" [[1]] {a,b} \u0007\u001b[31m\u0003 \u009b é 猫\nsecond line'
const url = '/api/create?a=[1]'
const request = (body: string) => ({
  method: 'POST',
  url,
  headers: { authorization: 'Bearer [key]', 'content-type': 'application/json', 'user-agent': 'mine' },
  body,
})

const written = (language: string, body: string): string => {
  const [, write] = snippets.LANGUAGES.find(([name]) => name === language) ?? []
  return write?.(request(body)) ?? ''
}

/** A body that is not JSON is copied as well: raw, with the control characters in it. */
const bodies = [JSON.stringify({ model: 'm', input: { prompt, seed: 42, audio: true, none: null } }), prompt]

test('as curl a request says what it said, whatever its body holds, with the key left out', () => {
  for (const body of bodies) {
    const command = written('curl', body)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may reach a terminal
    expect(command).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/)
    const script = `curl() { printf '%s\\0' "$@"; }\n${command}`
    const words = execFileSync('bash', ['-c', script], {
      env: { KEY: 'my key', LC_ALL: 'C.UTF-8' },
      encoding: 'utf8',
      // Where it is a socket, bash reads its start-up files.
      stdio: ['ignore', 'pipe', 'inherit'],
    }).split('\0')
    const headers = ['-H', 'Authorization: Bearer my key', '-H', 'content-type: application/json']
    expect(words).toEqual([
      '-g',
      `http://127.0.0.1:7357${url}`,
      '-X',
      'POST',
      ...headers,
      '--data-raw',
      body,
      '',
    ])
  }
})

test('as a call of fetch it sends the same', async () => {
  for (const body of bodies) {
    const sent: { url: string; init: { headers: Record<string, string>; body: string } }[] = []
    const fetched = (to: string, init: (typeof sent)[number]['init']) => {
      sent.push({ url: to, init })
      return { status: 200, text: () => '' }
    }
    const AsyncFunction = (async () => undefined).constructor as FunctionConstructor
    const run = AsyncFunction('fetch', 'process', 'console', written('fetch', body))
    await run(fetched, { env: { KEY: 'my key' } }, { log: () => undefined })
    expect(sent[0]?.url).toBe(`http://127.0.0.1:7357${url}`)
    expect(sent[0]?.init.body).toBe(body)
    expect(sent[0]?.init.headers).toEqual({
      authorization: 'Bearer my key',
      'content-type': 'application/json',
    })
  }
})

test('in Python it is a program that compiles, and its body is the same JSON', () => {
  const [json = '', text = ''] = bodies
  const program = written('Python', json)
  expect(program).toContain('f"Bearer {os.environ[\'KEY\']}"')
  // Python’s own words for what JSON calls null and true.
  expect(program).toMatch(/"none": None,/)
  expect(program).toMatch(/"audio": True,/)
  expect(written('Python', text)).toContain('data="it\'s $(id)')
})

test('a body of which only the beginning was kept is not copied', () => {
  expect(snippets.isWhole('{"a":1}')).toBe(true)
  expect(snippets.isWhole('{"a":"bbb… (90000 characters in all)')).toBe(false)
})
