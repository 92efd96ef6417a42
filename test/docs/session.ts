import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Block } from './documents.ts'

/**
 * Types a document's commands, word for word, as its reader would: into a folder that looks like the checkout, with a
 * simulator running that `npm start` started. Only the ports differ, and time: a tenth of a second is a second.
 */

const PORT = '7357'
const RECEIVER_PORT = '9000'

const freePort = async (): Promise<string> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { readonly port: number }
  server.close()
  await once(server, 'close')
  return String(port)
}

/** `npm start` or the command, with flags only: it runs until it is stopped. */
export const isStart = ({ text }: Block): boolean =>
  /^((npm ci && )?npm start( -- -.*)?|npx --no stuntdouble( -.*)?)$/.test(text.trim())

/** The command as it runs in a checkout. */
const COMMAND = 'node dist/stuntdouble.js'

/** Fails on every answer that is an error, and shortens what takes long. */
const PRELUDE = `
set -euo pipefail
curl() { command curl --fail-with-body "$@"; }
sleep() { command sleep "0.$1"; }
`

export interface Session extends AsyncDisposable {
  /** Starts what the block starts. Returns what it prints when it is ready. */
  readonly start: (block: Block) => Promise<string>
  /** Runs a block to its end. Returns what it prints. @throws Error when it fails */
  readonly type: (block: Block) => Promise<string>
}

const ended = async (
  child: ChildProcess,
): Promise<{ readonly code: number | null; readonly output: string }> => {
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      output += chunk
    })
  }
  const [code] = await once(child, 'close')
  return { code, output }
}

export const openSession = async (): Promise<Session> => {
  const folder = mkdtempSync(join(tmpdir(), 'stuntdouble-docs-'))
  for (const name of readdirSync('.')) symlinkSync(resolve(name), join(folder, name))
  const [port, receiverPort] = [await freePort(), await freePort()]
  const env = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    STUNTDOUBLE_PORT: port,
    STUNTDOUBLE_SPEED: '40',
    POLL_SECONDS: '0.05',
  }
  const aimed = (text: string): string =>
    text
      .replaceAll('npx --no stuntdouble', COMMAND)
      .replaceAll('/tmp/', `${folder}/`)
      .replaceAll(PORT, port)
      .replaceAll(RECEIVER_PORT, receiverPort)
  const printed = (text: string): string =>
    text
      .replaceAll('\r', '')
      .replaceAll(`${folder}/`, '/tmp/')
      .replaceAll(port, PORT)
      .replaceAll(receiverPort, RECEIVER_PORT)
  let running: ChildProcess | undefined

  const stop = async (): Promise<void> => {
    if (running?.pid === undefined || running.exitCode !== null) return
    const closed = once(running, 'close')
    // npm starts a shell that starts us: all of them.
    process.kill(-running.pid, 'SIGTERM')
    await closed
  }

  return {
    start: async ({ text }) => {
      await stop()
      const command = text
        .trim()
        .replace('npm ci && ', '')
        .replace('npm start', 'npm start --silent')
        .replace('npx --no stuntdouble', COMMAND)
      running = spawn('bash', ['-c', command], { cwd: folder, env, detached: true })
      let output = ''
      running.stderr?.on('data', (chunk) => {
        output += chunk
      })
      for await (const chunk of running.stdout as AsyncIterable<Buffer>) {
        output += chunk
        if (output.includes('Ctrl-C')) return printed(output)
      }
      throw new Error(`${command} ended: ${output}`)
    },
    type: async ({ text, language, line }) => {
      const program =
        language === 'js'
          ? ['node', '--input-type=module', '-e', text]
          : ['bash', '-c', PRELUDE + aimed(text)]
      const [name = '', ...args] = program
      const { code, output } = await ended(spawn(name, args, { cwd: folder, env }))
      if (code !== 0) throw new Error(`The block at line ${line} ended with ${code}: ${printed(output)}`)
      return printed(output)
    },
    async [Symbol.asyncDispose]() {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
