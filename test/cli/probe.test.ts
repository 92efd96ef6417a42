import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { probe, urlOf } from '../../src/cli/server/probe.ts'
import { startTestSimulator } from '../helpers/simulator.ts'

const listening = async (
  respond: (response: ServerResponse) => void,
): Promise<{ url: string } & AsyncDisposable> => {
  const server = createServer((_request, response) => respond(response)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: urlOf((server.address() as AddressInfo).port),
    [Symbol.asyncDispose]: async () => {
      if (!server.listening) return
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

const streamFor = (response: ServerResponse): void => {
  const more = (): void => {
    while (!response.destroyed && response.write('x'.repeat(10_000))) {}
  }
  response.on('drain', more)
  more()
}

test('a simulator is told from another server, and from none', async () => {
  await using double = await startTestSimulator()
  expect(await probe(double.url)).toBe('stuntdouble')
  await using other = await listening((response) => void response.end('hello'))
  expect(await probe(other.url)).toBe('other')
  await other[Symbol.asyncDispose]()
  expect(await probe(other.url)).toBe('nothing')
})

const LEFT_WAITING: readonly (readonly [string, (response: ServerResponse) => void])[] = [
  ['sends for as long as somebody listens', streamFor],
  ['stops in the middle', (response) => response.write('{"status"')],
  ['never responds', () => undefined],
]

test.concurrent.for(LEFT_WAITING)(
  'a server that %s is another one, and holds nothing up',
  async ([, respond], { expect }) => {
    await using other = await listening(respond)
    expect(await probe(other.url, 50)).toBe('other')
  },
)
