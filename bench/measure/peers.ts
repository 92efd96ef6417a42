import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { LoadRequest } from '../load/load.ts'
import { hasCommand, pinned, SERVER_CORE, type Started } from '../processes.ts'
import { ratio, type Table, whole } from '../report/table.ts'
import { beside, compare, type Measured, type Rival } from '../rounds.ts'
import { ask, workNamed } from '../work.ts'
import { type Contestant, ours, startContestant } from './throughput.ts'

/** Another simulator: a create request that returns an id, and a read of what was created. */
interface Peer {
  readonly name: string
  readonly package: string
  /** Needed beside Node. */
  readonly needs?: string
  /** Writes its settings into a folder; returns the words of its command line. */
  readonly command: (folder: string, port: number) => readonly string[]
  readonly create: LoadRequest
  readonly read: LoadRequest
}

const create: LoadRequest = {
  method: 'POST',
  path: '/api/v1/jobs/createTask',
  body: '{"model":"wan/2-5-text-to-video","input":{"prompt":"a cat plays the piano"}}',
}
const read: LoadRequest = { method: 'GET', path: '/api/v1/jobs/recordInfo?taskId=1' }
const CREATED = '{"code":200,"msg":"success","data":{"taskId":"04878e1f36ff152ffedfce7797ad92bb"}}'
const FOUND =
  '{"code":200,"msg":"success","data":{"taskId":"04878e1f36ff152ffedfce7797ad92bb","state":"success","resultJson":"{}"}}'
const JSON_HEADER = { 'content-type': 'application/json' }

const written = (folder: string, name: string, value: unknown): string => {
  const file = join(folder, name)
  writeFileSync(file, JSON.stringify(value))
  return file
}

const mockoonRoute = (uuid: string, method: string, endpoint: string, body: string) => ({
  uuid,
  type: 'http',
  method,
  endpoint,
  responses: [
    {
      uuid: `${uuid}-response`,
      body,
      latency: 0,
      statusCode: 200,
      headers: [{ key: 'content-type', value: 'application/json' }],
      bodyType: 'INLINE',
      rules: [],
      rulesOperator: 'OR',
      disableTemplating: true,
      default: true,
    },
  ],
})

const all: readonly Peer[] = [
  {
    name: 'aimock',
    package: '@copilotkit/aimock@1',
    command: (folder, port) => [
      'llmock',
      '--port',
      String(port),
      '--log-level',
      'silent',
      '--fixtures',
      written(folder, 'fixtures.json', {
        fixtures: [
          {
            match: { userMessage: 'cat' },
            response: { video: { id: 'video_1', status: 'completed', url: 'http://127.0.0.1/1.mp4' } },
          },
        ],
      }),
    ],
    create: {
      method: 'POST',
      path: '/v1/videos',
      body: '{"model":"sora-2","prompt":"a cat plays the piano"}',
    },
    read: { method: 'GET', path: '/v1/videos/video_1' },
  },
  {
    name: 'Prism',
    package: '@stoplight/prism-cli@5',
    command: (_folder, port) => [
      'prism',
      'mock',
      '--port',
      String(port),
      '--verboseLevel',
      'silent',
      resolve('specs/kie.openapi.yaml'),
    ],
    create,
    read: { ...read, path: '/api/v1/jobs/recordInfo?taskId=04878e1f36ff152ffedfce7797ad92bb' },
  },
  {
    name: 'Mockoon',
    package: '@mockoon/cli@9',
    command: (folder, port) => [
      'mockoon-cli',
      'start',
      '--disable-log-to-file',
      '--port',
      String(port),
      '--data',
      written(folder, 'mockoon.json', {
        uuid: 'bench',
        lastMigration: 33,
        name: 'bench',
        port,
        hostname: '127.0.0.1',
        routes: [
          mockoonRoute('create', 'post', 'api/v1/jobs/createTask', CREATED),
          mockoonRoute('read', 'get', 'api/v1/jobs/recordInfo', FOUND),
        ],
      }),
    ],
    create,
    read,
  },
  {
    name: 'WireMock',
    package: 'wiremock@3',
    needs: 'java',
    command: (folder, port) => {
      mkdirSync(join(folder, 'mappings'), { recursive: true })
      written(folder, 'mappings/create.json', {
        request: {
          method: 'POST',
          urlPath: create.path,
          bodyPatterns: [{ matchesJsonPath: '$.input.prompt' }],
        },
        response: { status: 200, headers: JSON_HEADER, body: CREATED },
      })
      written(folder, 'mappings/read.json', {
        request: { method: 'GET', urlPath: '/api/v1/jobs/recordInfo' },
        response: { status: 200, headers: JSON_HEADER, body: FOUND },
      })
      return [
        'wiremock',
        '--port',
        String(port),
        '--root-dir',
        folder,
        '--max-request-journal-entries',
        '1000',
      ]
    },
    create,
    read,
  },
]

const freePort = (): Promise<number> =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => done(port))
    })
  })

/** How long a peer may take to listen, real ms: some start a JVM. */
const PATIENCE_MS = 90_000

const untilItAnswers = async (url: string, request: LoadRequest): Promise<void> => {
  const startedAt = performance.now()
  for (;;) {
    try {
      return void (await ask(url, request))
    } catch (error) {
      if (performance.now() - startedAt > PATIENCE_MS) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}

const startPeer = async (peer: Peer, installedIn: string): Promise<{ server: Started; url: string }> => {
  const folder = mkdtempSync(join(tmpdir(), 'stuntdouble-peer-'))
  const port = await freePort()
  const [binary = '', ...words] = peer.command(folder, port)
  const [command, args] = pinned(SERVER_CORE, join(installedIn, 'node_modules/.bin', binary), words)
  // A group of its own: some start another process that serves.
  const child = spawn(command, args, { stdio: 'ignore', detached: true, cwd: folder })
  const pid = child.pid ?? 0
  const stop = async (): Promise<void> => void process.kill(-pid, 'SIGKILL')
  const url = `http://127.0.0.1:${port}`
  try {
    await untilItAnswers(url, peer.create)
  } catch (error) {
    await stop()
    throw error
  }
  return { server: { child, line: '', pid, stop, end: stop }, url }
}

const LENGTHS = { warmUp: 3, rounds: 5, seconds: 1 }

/** Ours beside a peer: creates, and reads of what was created. */
const against = async (peer: Peer, installedIn: string): Promise<readonly Measured[]> => {
  const { server, url } = await startPeer(peer, installedIn)
  const started: Rival[] = []
  try {
    const contestant: Contestant = ours
    for (const name of ['Kie: create', 'Kie: poll, finished'])
      started.push(await startContestant(contestant, workNamed(name)))
    const [creates, reads] = started
    if (creates === undefined || reads === undefined) return []
    return [
      ...compare([creates, { server, url, request: peer.create }], LENGTHS),
      ...compare([reads, { server, url, request: peer.read }], LENGTHS),
    ]
  } finally {
    await server.stop()
    for (const rival of started) await rival.server.stop()
  }
}

/** The same; nothing of one that cannot be measured, and the reason on standard error: the others took minutes. */
const againstOrWhy = async (peer: Peer, installedIn: string): Promise<readonly Measured[]> => {
  try {
    return await against(peer, installedIn)
  } catch (error) {
    console.error(`${peer.name} could not be measured:`, error)
    return []
  }
}

/** Other simulators on the same work, installed into a temporary folder. */
export const peers = async (): Promise<readonly Table[]> => {
  const here = all.filter(({ needs }) => needs === undefined || hasCommand(needs))
  const folder = mkdtempSync(join(tmpdir(), 'stuntdouble-peers-'))
  writeFileSync(join(folder, 'package.json'), '{}')
  execFileSync('npm', ['install', '--no-audit', '--no-fund', ...here.map(({ package: name }) => name)], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const rows: {
    name: string
    create: number
    read: number
    perSecond: readonly number[]
    refused: number
  }[] = []
  for (const peer of here) {
    const [ourCreates, creates, ourReads, reads] = await againstOrWhy(peer, folder)
    if (!ourCreates || !creates || !ourReads || !reads) continue
    rows.push({
      name: peer.name,
      create: beside(ourCreates, creates, 'perSecond').ratio,
      read: beside(ourReads, reads, 'perSecond').ratio,
      perSecond: [creates.perSecond, reads.perSecond],
      refused: creates.refused + reads.refused,
    })
  }
  return [
    {
      title: 'Other simulators',
      about:
        'How many times as fast the same work is here: a create request that returns an id, and a read of it. The others return fixed texts or examples and keep no tasks; aimock has an API of its own for videos. Aims: 3 times aimock, 6 times Prism.',
      columns: ['simulator', 'creates/s', 'reads/s', 'ours ÷ creates', 'ours ÷ reads', 'refused'],
      rows: rows.map((row) => [
        row.name,
        ...row.perSecond.map(whole),
        `**${ratio(row.create)}**`,
        `**${ratio(row.read)}**`,
        whole(row.refused),
      ]),
      chart: {
        scale: 'how many times as many create requests per second',
        bars: rows.map(({ name, create: times }) => ({ label: name, value: times })),
      },
    },
  ]
}
