import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { delimiter, join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { startSimulator } from '../../src/simulator/index.ts'
import { temporaryFolder } from '../helpers/command.ts'

/**
 * The client in other runtimes. The Node that runs the tests is always checked; Bun, Deno and other Nodes where they are
 * installed: `npx tsx scripts/runtimes.ts` fetches them and runs this file (docs/client.md).
 */

interface Runtime {
  readonly name: string
  readonly command: readonly string[]
}

const installed = (name: string, folders: readonly string[]): string | undefined =>
  folders.map((folder) => join(folder, name)).find((path) => existsSync(path))

/** STUNTDOUBLE_RUNTIMES is a folder of folders, one per runtime, as scripts/runtimes.ts makes it. */
const runtimes = (): readonly Runtime[] => {
  const fetched = process.env.STUNTDOUBLE_RUNTIMES
  const folders = [
    ...(fetched === undefined
      ? []
      : readdirSync(fetched).map((name) => join(fetched, name, 'node_modules/.bin'))),
    ...(process.env.PATH ?? '').split(delimiter),
  ]
  const bun = installed('bun', folders)
  const deno = installed('deno', folders)
  const nodes = fetched === undefined ? [] : readdirSync(fetched).filter((name) => /^node-\d+$/.test(name))
  return [
    { name: `Node ${process.versions.node}`, command: [process.execPath] },
    ...nodes.map((name) => ({ name, command: [join(fetched ?? '', name, 'node_modules/node/bin/node')] })),
    ...(bun === undefined ? [] : [{ name: 'Bun', command: [bun] }]),
    ...(deno === undefined ? [] : [{ name: 'Deno', command: [deno, 'run', '--allow-all'] }]),
  ]
}

const CREATED = JSON.stringify({
  code: 200,
  msg: 'success',
  data: { taskId: '0123456789abcdef0123456789abcdef' },
})

/** Responds to the first request of a connection and keeps it open, and breaks it at the second. */
const startDropping = async () => {
  let requests = 0
  const server = createServer((socket) => {
    let isUsed = false
    socket
      .on('error', () => undefined)
      .on('data', (chunk) => {
        if (!/^POST /.test(chunk.toString('latin1'))) return
        requests += 1
        if (isUsed) socket.destroy()
        else socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${CREATED.length}\r\n\r\n${CREATED}`)
        isUsed = true
      })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: () => requests,
    [Symbol.dispose]: () => void server.close(),
  }
}

const outputOf = async (child: ChildProcess): Promise<string> => {
  const chunks: string[] = []
  child.stdout?.on('data', (chunk) => chunks.push(String(chunk)))
  child.stderr?.on('data', (chunk) => chunks.push(String(chunk)))
  await once(child, 'close')
  return chunks.join('')
}

test.each(runtimes())(
  '$name: sends each create request once, and fetches what it bought',
  async ({ command }) => {
    await using simulator = await startSimulator({ port: 0, queue: 0, run: '20ms' })
    using dropping = await startDropping()
    using folder = temporaryFolder()
    const [program = '', ...flags] = command
    const child = spawn(program, [...flags, resolve('test/client/runtimes/check.js')], {
      env: {
        ...{ PATH: process.env.PATH, HOME: folder.path, DENO_NO_UPDATE_CHECK: '1' },
        ...{ BASE_URL: simulator.url, DROPPING_URL: dropping.url, TO: join(folder.path, 'cat.mp4') },
      },
    })
    const output = await outputOf(child)
    expect(output).toMatch(/^\{.*\}\n$/)
    const { dropped, ...outcomes } = JSON.parse(output)
    expect(outcomes).toEqual({
      ...{ video: expect.any(Number), refused: 'connection', unknownHost: 'connection' },
      ...{ lost: 'ambiguous-create', aborted: 'ambiguous-create', closed: 'closed' },
    })
    expect(dropped).toHaveLength(4)
    expect(dropping.requests()).toBe(4)
    expect(simulator.account('runtime').tasks()).toHaveLength(3)
    expect(simulator.account('runtime').exchanges({ operation: 'kie.createTask' })).toHaveLength(3)
  },
)
