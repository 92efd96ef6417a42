import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { allDocuments } from '../../scripts/llms-doc.ts'
import { documentsIn } from '../../src/simulator/control/document-texts.ts'
import { startSimulator } from '../../src/simulator/index.ts'
import { ask, startTestSimulator } from '../helpers/simulator.ts'

/** The page's files as they are served; what a browser makes of them is in `browser.test.ts`. */

const FOLDER = 'src/console'
/** All but what the type checker reads. */
const files = readdirSync(FOLDER, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && !/\.(json|d\.ts)$/.test(entry.name))
  .map(({ parentPath, name }) => relative(FOLDER, join(parentPath, name)))
  .map((name) => ({ name, text: readFileSync(join(FOLDER, name), 'utf8') }))
/** Those that people and browsers read. */
const texts = files.filter(({ name }) => !name.startsWith('fonts/'))
const keyless = { key: null }

test('the console is served with a policy that lets nothing in from elsewhere', async () => {
  await using double = await startTestSimulator()
  const { status, headers, text } = await double.get('/__stuntdouble/', keyless)
  expect(status).toBe(200)
  expect(headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  })
  const policy = String(headers['content-security-policy']).split('; ')
  expect(policy).toEqual(
    expect.arrayContaining([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "font-src 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "require-trusted-types-for 'script'",
    ]),
  )
  expect(policy.join()).not.toMatch(/unsafe|\*|https?:|data:/)
  expect(text).toBe(readFileSync(join(FOLDER, 'index.html'), 'utf8'))
})

test('every file is served as it is, with its type, and all of them are small', async () => {
  await using double = await startTestSimulator()
  const types: Record<string, string> = {
    html: 'text/html',
    css: 'text/css',
    js: 'text/javascript',
    svg: 'image/svg+xml',
    txt: 'text/plain',
    woff2: 'font/woff2',
  }
  for (const { name, text } of files) {
    const answer = await double.get(`/__stuntdouble/console/${name}`, keyless)
    expect(answer.text, name).toBe(text)
    expect(answer.headers['content-type'], name).toContain(types[name.split('.').pop() ?? ''])
    expect(answer.headers['x-content-type-options'], name).toBe('nosniff')
  }
  const bytes = texts.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0)
  expect(bytes).toBeLessThan(220_000)
  for (const { name, text } of texts) expect(text.split('\n').length, name).toBeLessThanOrEqual(300)
})

test('no file names another server, and no code reads markup', () => {
  for (const { name, text } of texts) {
    const foreign = text.replaceAll('http://www.w3.org/2000/svg', '').match(/https?:\/\/|["'(]\/\//g)
    expect(foreign, name).toBeNull()
    expect(text, name).not.toMatch(
      /\b(inner|outer)HTML\b|insertAdjacent|document\.write|\beval\(|new Function/,
    )
    if (name.endsWith('.html')) expect(text, name).not.toMatch(/<script>|<style|\son\w+=|\sstyle=/)
  }
})

test('the documents are pages beside the console, and lead only to each other', async () => {
  await using double = await startTestSimulator()
  const names = readdirSync('docs').filter((name) => name.endsWith('.md'))
  for (const name of ['', ...names]) {
    const { status, headers, text } = await double.get(`/__stuntdouble/docs/${name}`, keyless)
    expect(status, name).toBe(200)
    expect(headers['content-type']).toBe('text/html; charset=utf-8')
    const links = [...text.matchAll(/<a href="([^"#]+)/g)].map(([, link = '']) => link)
    const local = links.filter((link) => !/^https?:|^[.]/.test(link))
    expect(
      local.filter((link) => !names.includes(link)),
      name,
    ).toEqual([])
  }
  const { text } = await double.get('/__stuntdouble/docs/getting-started.md', keyless)
  expect(text).toContain('<h2 id="keys-are-accounts">Keys are accounts</h2>')
  expect(text).not.toContain('<!--')
  for (const name of ['nothing.md', '..%2fREADME.md', 'console.jpg'])
    expect((await double.get(`/__stuntdouble/docs/${name}`, keyless)).status, name).toBe(404)
})

test('the package has each document once, in the file that language models read', () => {
  const names = readdirSync('docs').filter((name) => name.endsWith('.md'))
  const documents = documentsIn(allDocuments())
  expect([...documents.keys()].toSorted()).toEqual(names.toSorted())
  for (const name of names)
    expect(documents.get(name)?.trim(), name).toBe(readFileSync(join('docs', name), 'utf8').trim())
})

test('every document that the console leads to is there', () => {
  const named = texts.flatMap(({ text }) => [...text.matchAll(/(?:documentLink\('|'docs\/)([\w-]+\.md)/g)])
  const names = named.map(([, name = '']) => name)
  expect(names.length).toBeGreaterThan(7)
  expect(names.filter((name) => !existsSync(join('docs', name)))).toEqual([])
})

test('without its slash the address leads to the console', async () => {
  await using double = await startTestSimulator()
  for (const query of ['', '?token=a%20b']) {
    const { status, headers } = await double.get(`/__stuntdouble${query}`, keyless)
    expect(status).toBe(308)
    expect(new URL(String(headers.location), `${double.url}/__stuntdouble`).href).toBe(
      `${double.url}/__stuntdouble/${query}`,
    )
  }
})

test.each([
  'nothing.js',
  'tsconfig.json',
  'types.d.ts',
  '..%2findex.html',
  '..%2f..%2f..%2fpackage.json',
  '%00',
  'index.html%00.js',
])('there is no file %s', async (name) => {
  await using double = await startTestSimulator()
  expect((await double.get(`/__stuntdouble/console/${name}`, keyless)).status).toBeGreaterThanOrEqual(400)
})

test.each(['/__stuntdouble/', '/__stuntdouble/console/console.js'])(
  'a page of another name for this machine does not get %s',
  async (path) => {
    await using double = await startTestSimulator()
    const answer = await double.get(path, { ...keyless, headers: { host: 'evil.example' } })
    expect(answer.status).toBe(403)
    expect(answer.text).toContain('Host')
  },
)

test('the token is taken once, out of the address and into a cookie', async () => {
  await using double = await startTestSimulator({ controlToken: 's3cret & more' })
  const without = await double.get('/__stuntdouble/', keyless)
  expect(without.status).toBe(403)
  expect(without.text).toContain('name="token"')

  expect((await double.get('/__stuntdouble/?token=wrong', keyless)).status).toBe(403)

  const taken = await double.get(`/__stuntdouble/?token=${encodeURIComponent('s3cret & more')}`, keyless)
  expect(taken.status).toBe(303)
  expect(taken.headers.location).toBe('./')
  expect(taken.text).not.toContain('s3cret')
  const cookie = String(taken.headers['set-cookie'])
  expect(cookie).toMatch(/^stuntdouble_token=[^;]+; HttpOnly; SameSite=Strict$/)

  const headers = { cookie: cookie.split(';')[0] ?? '' }
  expect((await double.get('/__stuntdouble/', { ...keyless, headers })).status).toBe(200)
  expect((await double.get('/__stuntdouble/tasks', { ...keyless, headers })).status).toBe(200)
  // What is the same for everybody is not a secret, and the form needs its styles.
  expect((await double.get('/__stuntdouble/console/styles/base.css', keyless)).status).toBe(200)
})

test('a token may hold any character, and one that cannot be read is a wrong one', async () => {
  const token = '100%25 & 50%; é'
  await using double = await startTestSimulator({ controlToken: token })
  const taken = await double.get(`/__stuntdouble/?token=${encodeURIComponent(token)}`, keyless)
  const cookie = String(taken.headers['set-cookie']).split(';')[0] ?? ''
  expect((await double.get('/__stuntdouble/tasks', { ...keyless, headers: { cookie } })).status).toBe(200)
  for (const headers of [{ cookie: 'stuntdouble_token=%' }, { 'x-stuntdouble-token': '%' }]) {
    expect((await double.get('/__stuntdouble/tasks', { ...keyless, headers })).status).toBe(403)
  }
})

test('where other machines can call and no token was set, the console says how to open it', async () => {
  await using simulator = await startSimulator({ port: 0, host: '0.0.0.0' })
  const { status, headers, text } = await ask('GET', `${simulator.url}/__stuntdouble/`, keyless)
  expect(status).toBe(403)
  expect(headers['content-type']).toContain('text/plain')
  expect(text).toContain('--control-token')
})
