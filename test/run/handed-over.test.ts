import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server } from 'node:net'
import { expect, test } from 'vitest'
import { startSimulator } from '../../src/simulator/start-simulator.ts'

test('a simulator that others listen for closes connections that are kept alive when it closes', async () => {
  let behind: Server | undefined
  const front = createServer((socket) => behind?.emit('connection', socket)).listen(0, '127.0.0.1')
  await once(front, 'listening')
  const { port } = front.address() as AddressInfo
  const simulator = await startSimulator({}, {}, undefined, {
    port,
    handTo: (server) => {
      // Nothing but the simulator's end ends them.
      Object.assign(server, { keepAliveTimeout: 0 })
      behind = server
    },
  })
  const client = connect(port, '127.0.0.1')
  client.write('GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n')
  const [answer] = await once(client, 'data')
  expect(String(answer)).toMatch(/^HTTP\/1\.1 200 /)
  await simulator.close()
  await once(client, 'close')
  front.close()
})
