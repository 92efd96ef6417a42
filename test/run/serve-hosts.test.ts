import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { request } from 'node:https'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { type ServedHosts, serveHosts } from '../../src/run/index.ts'
import { ask as askSimulator } from '../helpers/simulator.ts'

const ask = async ({ port, authority }: ServedHosts, host: string, path: string, body?: unknown) => {
  const asked = request({
    host: '127.0.0.1',
    port,
    servername: host.includes('aiquickdraw') ? host : 'api.kie.ai',
    ca: authority,
    method: body === undefined ? 'GET' : 'POST',
    path,
    headers: { host, authorization: 'Bearer k', 'content-type': 'application/json' },
  })
  asked.end(body === undefined ? undefined : JSON.stringify(body))
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  let text = ''
  for await (const chunk of answer) text += chunk
  return { status: answer.statusCode, text }
}

test('the hosts are served over TLS, and result links lead to where their readers can follow', async () => {
  await using served = await serveHosts(
    { queue: '1ms', run: '1ms', hosts: ['gateway.example.test'] },
    0,
    '127.0.0.1',
  )
  expect(served.hosts).toContain('gateway.example.test')
  const body = { model: 'wan/2-5-text-to-video', input: { prompt: 'a cat' } }
  const { taskId } = JSON.parse((await ask(served, 'api.kie.ai', '/api/v1/jobs/createTask', body)).text).data
  const record = async () =>
    JSON.parse((await ask(served, 'api.kie.ai', `/api/v1/jobs/recordInfo?taskId=${taskId}`)).text).data
  await expect.poll(async () => (await record()).state).toBe('success')
  const link = new URL(JSON.parse((await record()).resultJson).resultUrls[0])
  expect(link.protocol + link.hostname).toBe('https:tempfile.aiquickdraw.com')
  expect((await ask(served, link.hostname, link.pathname)).status).toBe(200)
})

test('the control API is not served to other machines, nor is anything else', async () => {
  await using served = await serveHosts({}, 0, '127.0.0.1')
  for (const host of [
    'api.kie.ai',
    'tempfile.aiquickdraw.com',
    'localhost',
    '127.0.0.1',
    new URL(served.url).host,
  ])
    for (const path of ['/__stuntdouble/tasks', '/%5f_stuntdouble/tasks', '/__stuntdouble/inbox/a'])
      expect((await ask(served, host, path)).status, host + path).toBe(403)
  expect((await fetch(`${served.url}/__stuntdouble/tasks`)).status).toBe(200)
})

test.each([
  ['0.0.0.0', 'refused'],
  ['127.0.0.1', 'delivered'],
])('served on %s, a callback to this machine is %s until a policy is chosen', async (address, state) => {
  const receiver = createServer((_request, response) => response.end()).listen(0, '127.0.0.1')
  await once(receiver, 'listening')
  await using served = await serveHosts({ queue: '1ms', run: '1ms' }, 0, address)
  const { port } = receiver.address() as AddressInfo
  const body = { model: 'wan2.5-text-to-video', prompt: 'a cat', callback_url: `http://127.0.0.1:${port}/` }
  await ask(served, 'api.evolink.ai', '/v1/videos/generations', body)
  const deliveries = async () =>
    (await askSimulator('GET', `${served.url}/__stuntdouble/deliveries`, { key: null })).json.items
  await expect.poll(async () => (await deliveries())[0]?.state).toBe(state)
  receiver.close()
})
