import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { request } from 'node:https'
import { expect, test } from 'vitest'
import { type ServedHosts, serveHosts } from '../../src/run/index.ts'

const ask = async ({ port, authority }: ServedHosts, host: string, path: string, body?: unknown) => {
  const asked = request({
    host: '127.0.0.1',
    port,
    servername: host,
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
  const { data } = JSON.parse(
    (await ask(served, 'api.kie.ai', `/api/v1/jobs/recordInfo?taskId=${taskId}`)).text,
  )
  const link = new URL(JSON.parse(data.resultJson).resultUrls[0])
  expect(link.protocol + link.hostname).toBe('https:tempfile.aiquickdraw.com')
  expect((await ask(served, link.hostname, link.pathname)).status).toBe(200)
})

test('the control API is not served to other machines, nor is anything else', async () => {
  await using served = await serveHosts({}, 0, '127.0.0.1')
  expect((await ask(served, 'api.kie.ai', '/__stuntdouble/tasks')).status).toBe(403)
})
