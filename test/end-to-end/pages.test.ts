import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { request } from 'undici'
import { expect, test } from 'vitest'
import { contractsOf } from '../../src/pages/compile/page-contracts.ts'
import { parseMp4 } from '../helpers/mp4.ts'
import { type Receiver, startReceiver } from '../helpers/receiver.ts'
import { type Json, startTestSimulator } from '../helpers/simulator.ts'

/** The pages' own request examples, sent as they are, by two clients that share no code with the simulator. */

const run = promisify(execFile)
const KEY = 'YOUR_API_KEY'

interface Client {
  readonly post: (url: string, body: string) => Promise<Json>
  readonly get: (url: string) => Promise<Json>
  readonly download: (url: string) => Promise<Buffer>
}

const curl = async (...args: readonly string[]): Promise<Buffer> => {
  const { stdout } = await run('curl', ['--silent', '--show-error', '--fail', ...args], {
    encoding: 'buffer',
  })
  return stdout
}

const authorization = `Authorization: Bearer ${KEY}`

const byCurl: Client = {
  post: async (url, body) =>
    JSON.parse(
      String(await curl(url, '-H', authorization, '-H', 'Content-Type: application/json', '-d', body)),
    ),
  get: async (url) => JSON.parse(String(await curl(url, '-H', authorization))),
  download: (url) => curl(url),
}

const byUndici: Client = {
  post: async (url, body) => {
    const headers = { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' }
    return (await request(url, { method: 'POST', headers, body })).body.json()
  },
  get: async (url) => (await request(url, { headers: { authorization: `Bearer ${KEY}` } })).body.json(),
  download: async (url) => Buffer.from(await (await request(url)).body.arrayBuffer()),
}

/** The first line, or block of lines, that follows a line in a page. */
const after = (file: string, line: string, end: string): string => {
  const page = readFileSync(`specs/pages/${file}`, 'utf8')
  const start = page.indexOf('\n', page.indexOf(`\n${line}`) + line.length) + 1
  return page.slice(start, page.indexOf(end, start))
}

/** The request body in a Kie page's first JSON block after "Request Example", byte for byte. */
const kieExample = (file: string): string => {
  const example = after(file, '### Request Example', '\n```\n')
  return example.slice(example.indexOf('{'))
}

/** What was read of each page: reading one takes longer than making a video of it. */
const examples = new Map<string, string>()

/** The first request body in EvoLink's OpenAPI block: YAML on the page, so it goes over the wire as its JSON. */
const evolinkExample = (file: string): string => {
  const known = examples.get(file) ?? readEvolinkExample(file)
  examples.set(file, known)
  return known
}

const readEvolinkExample = (file: string): string => {
  const [create] = contractsOf(file, readFileSync(`specs/pages/${file}`, 'utf8'))
  const paths: Json = create?.document.paths
  const { examples } = paths['/v1/videos/generations'].post.requestBody.content['application/json']
  return JSON.stringify(Object.values<Json>(examples)[0].value)
}

/** The same bytes with one more field in front. */
const withField = (body: string, name: string, value: string): string =>
  body.replace('{', `{${JSON.stringify(name)}:${JSON.stringify(value)},`)

interface Provider {
  readonly prefix: string
  readonly create: string
  readonly callbackField: string
  readonly idOf: (created: Json) => string
  readonly query: (id: string) => string
  readonly stateOf: (answer: Json) => string
  readonly states: readonly [first: string, last: string]
  readonly resultOf: (answer: Json) => string
}

const kie: Provider = {
  prefix: '',
  create: '/api/v1/jobs/createTask',
  callbackField: 'callBackUrl',
  idOf: (created) => created.data.taskId,
  query: (id) => `/api/v1/jobs/recordInfo?taskId=${id}`,
  stateOf: (answer) => answer.data.state,
  states: ['waiting', 'success'],
  resultOf: (answer) => JSON.parse(answer.data.resultJson).resultUrls[0],
}

const evolink: Provider = {
  prefix: '',
  create: '/v1/videos/generations',
  callbackField: 'callback_url',
  idOf: (created) => created.id,
  query: (id) => `/v1/tasks/${id}`,
  stateOf: (answer) => answer.status,
  states: ['pending', 'completed'],
  resultOf: (answer) => answer.results[0],
}

const reseller: Provider = { ...evolink, prefix: '/apiv1' }

const pages = [
  ['kie/wan-2-5-text-to-video.md', kie, kieExample, [1920, 1080]],
  ['kie/wan-2-5-image-to-video.md', kie, kieExample, [1920, 1080]],
  ['evolink/wan2.5-text-to-video.md', evolink, evolinkExample, [1280, 720]],
  ['evolink/wan2.5-text-to-video.mirror.txt', reseller, evolinkExample, [1280, 720]],
] as const

type Double = Awaited<ReturnType<typeof startTestSimulator>>

const expectVideo = async (client: Client, url: string, [width, height]: readonly [number, number]) => {
  const video = parseMp4(await client.download(url))
  expect(video).toMatchObject({ width, height, hasH264: true, hasAac: true })
  expect(video.videoSeconds).toBeCloseTo(5, 1)
}

const expectCallback = async (receiver: Receiver, provider: Provider, answer: Json, id: string) => {
  expect(receiver.requests).toHaveLength(1)
  const callback = JSON.parse(receiver.requests[0]?.body ?? '')
  expect(provider.stateOf(callback)).toBe(provider.states[1])
  expect(provider.resultOf(callback)).toBe(provider.resultOf(answer))
  expect(JSON.stringify(callback)).toContain(id)
}

/** Polls a new task before and after it ends. */
const followed = async (double: Double, client: Client, provider: Provider, id: string): Promise<Json> => {
  const url = double.url + provider.prefix + provider.query(id)
  expect(provider.stateOf(await client.get(url))).toBe(provider.states[0])
  await double.advance(4_000)
  const answer = await client.get(url)
  expect(provider.stateOf(answer)).toBe(provider.states[1])
  return answer
}

for (const [tool, client] of [['curl', byCurl] as const, ['undici', byUndici] as const]) {
  test.each(pages)(
    `${tool} makes a video from the request example of %s`,
    async (file, provider, read, size) => {
      await using double = await startTestSimulator()
      const created = await client.post(double.url + provider.prefix + provider.create, read(file))
      const answer = await followed(double, client, provider, provider.idOf(created))
      await expectVideo(client, provider.resultOf(answer), size)
      expect(await double.deliveries()).toEqual([])
    },
  )

  test.each(pages)(`${tool} is called back for the request example of %s`, async (file, provider, read) => {
    await using receiver = await startReceiver()
    await using double = await startTestSimulator()
    const body = withField(read(file), provider.callbackField, `${receiver.url}/api/callback`)
    const created = await client.post(double.url + provider.prefix + provider.create, body)
    const id = provider.idOf(created)
    await expectCallback(receiver, provider, await followed(double, client, provider, id), id)
  })
}

/** The playground page's shell command, from `curl` to the closing quote. */
const playground = (): string => {
  const lines = after('kie/wan-2-5-image-to-video.playground.txt', 'Python', '\nResponse Example')
  expect(lines).toMatch(/^curl -X POST [\s\S]*\n\}'$/)
  return lines
}

/** Runs a command as a shell would, but for where it goes, whose key it is, and curl's progress meter. */
const asTyped = async (command: string, url: string, more: (command: string) => string = (same) => same) => {
  const aimed = command.replace('https://api.kie.ai', url).replace('YOUR_API_KEY', 'my-key')
  return JSON.parse((await run('sh', ['-c', `${more(aimed)} --silent --show-error`])).stdout)
}

test("the playground page's curl command makes a task, as it is typed there", async () => {
  await using double = await startTestSimulator()
  const created = await asTyped(playground(), double.url)
  expect(created).toEqual({
    code: 200,
    msg: 'success',
    data: { taskId: expect.stringMatching(/^[0-9a-f]{32}$/) },
  })
  const { data } = (await double.recordInfo(created.data.taskId, { key: 'my-key' })).json
  expect(JSON.parse(data.param)).toMatchObject({
    model: 'wan/2-5-image-to-video',
    callBackUrl: 'https://your-domain.com/api/callback',
    input: { prompt: expect.stringContaining('“Have you heard?'), enable_prompt_expansion: true },
  })
})

test("the playground page's curl command, with a receiver that exists, ends in a video and a callback", async () => {
  await using receiver = await startReceiver()
  await using double = await startTestSimulator()
  const created = await asTyped(playground(), double.url, (command) =>
    command.replace('https://your-domain.com', receiver.url),
  )
  await double.advance(4_000)
  const { json } = await double.recordInfo(created.data.taskId, { key: 'my-key' })
  await expectVideo(byCurl, kie.resultOf(json), [1920, 1080])
  await expectCallback(receiver, kie, json, created.data.taskId)
  expect(receiver.requests[0]?.path).toBe('/api/callback')
})
