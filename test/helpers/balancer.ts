import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { freePort } from './free-port.ts'

/** The balancers that `examples/scale` has files for, and how they stay in the foreground. */
const BALANCERS = {
  haproxy: { file: 'haproxy.cfg', args: (path: string) => ['-db', '-f', path] },
  nginx: {
    file: 'nginx.conf',
    args: (path: string, folder: string) => [
      '-p',
      folder,
      '-c',
      path,
      '-g',
      `daemon off; pid ${folder}/nginx.pid; error_log stderr;`,
    ],
  },
} as const

export type Balancer = keyof typeof BALANCERS

/** Where Debian puts it, which is not on everybody's path. */
const programOf = (name: Balancer): string => (existsSync(`/usr/sbin/${name}`) ? `/usr/sbin/${name}` : name)

export const hasBalancer = (name: Balancer): boolean => {
  const isThere = spawnSync(programOf(name), ['-v'], { stdio: 'ignore' }).error === undefined
  if (!isThere)
    console.warn(`${name} is not installed (scripts/install-tools.sh): examples/scale is not run with it.`)
  return isThere
}

const listensOn = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => done(true)).once('error', () => done(false))
    socket.once('connect', () => socket.destroy())
  })

/** A file with as many servers as there are ports. */
const aimed = (written: string, port: number, ports: readonly number[]): string => {
  const lines = written.split('\n')
  const isServer = (line: string): boolean => /^\s*server .*127\.0\.0\.1:736\d/.test(line)
  const first = lines.find(isServer) ?? ''
  const servers = ports.map((own, nth) =>
    first.replace(':7361', `:${own}`).replace('simulator-1', `simulator-${nth + 1}`),
  )
  return lines
    .flatMap((line) => (line === first ? servers : isServer(line) ? [] : [line]))
    .join('\n')
    .replaceAll(':7357', `:${port}`)
}

/** Starts a balancer by its file in `examples/scale`, with other ports. Dispose it with `await using`. */
export const startBalancer = async (name: Balancer, ports: readonly number[]) => {
  const { file, args } = BALANCERS[name]
  const folder = mkdtempSync(join(tmpdir(), 'stuntdouble-balancer-'))
  const port = await freePort()
  const path = join(folder, file)
  const written = readFileSync(resolve('examples/scale', file), 'utf8')
  writeFileSync(path, aimed(written, port, ports))
  const child = spawn(programOf(name), args(path, folder), { stdio: ['ignore', 'ignore', 'pipe'] })
  let words = ''
  child.stderr.on('data', (chunk) => {
    words += chunk
  })
  const ended = once(child, 'exit')
  while (!(await listensOn(port))) {
    if (child.exitCode !== null) throw new Error(`${name} ended: ${words}`)
    await new Promise((next) => setImmediate(next))
  }
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
