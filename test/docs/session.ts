import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { run } from '../../src/cli/main.ts'
import { testIo } from '../helpers/command.ts'
import { freePort } from '../helpers/free-port.ts'
import type { Block } from './documents.ts'

/**
 * Types a document's commands, word for word, as its reader would: into a folder that looks like the checkout, with a
 * simulator running that `npm start` started. Only the ports differ, and time: a tenth of a second is a second. The
 * command alone in its block runs in this process, which saves the start of Node.
 */

const PORT = '7357'
const RECEIVER_PORT = '9000'

/** `npm start` or the command, with flags only: it runs until it is stopped. */
export const isStart = ({ text }: Block): boolean =>
  /^((npm ci && )?npm start( -- -.*)?|npx --no stuntdouble( start)?( -.*)?)$/.test(text.trim())

/** The words after the command of a block that is nothing but one command line of ours; undefined for others. */
const argumentsOf = ({ text }: Block): readonly string[] | undefined => {
  const [, words] =
    /^(?:(?:npm ci && )?npm start(?: --)?|npx --no stuntdouble)((?: [\w./:=*-]+)*)$/.exec(text.trim()) ?? []
  return words?.split(' ').filter((word) => word !== '')
}

/** What npx finds in a checkout: it takes longer to look than most of these commands to run. */
const FOUND = [
  ['npx --no stuntdouble', 'node dist/stuntdouble.js'],
  ['npx tsx', 'node --import tsx'],
] as const

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
  const [port, receiverPort] = [String(await freePort()), String(await freePort())]
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: process.env.HOME ?? '',
    STUNTDOUBLE_PORT: port,
    STUNTDOUBLE_SPEED: '40',
    POLL_SECONDS: '0.05',
    // Go keeps what it compiled; another folder than the user's own, the same in each run.
    GOCACHE: join(tmpdir(), 'stuntdouble-go-cache'),
  }
  const aimed = (text: string): string =>
    FOUND.reduce((aimed, [typed, found]) => aimed.replaceAll(typed, found), text)
      .replaceAll('/tmp/', `${folder}/`)
      .replaceAll(PORT, port)
      .replaceAll(RECEIVER_PORT, receiverPort)
  const printed = (text: string): string =>
    text
      .replaceAll('\r', '')
      .replaceAll(`${folder}/`, '/tmp/')
      .replaceAll(port, PORT)
      .replaceAll(receiverPort, RECEIVER_PORT)
  let running: { readonly stop: () => void; readonly ended: Promise<number> } | undefined

  const stop = async (): Promise<void> => {
    running?.stop()
    await running?.ended
    running = undefined
  }

  return {
    start: async (block) => {
      await stop()
      const { io, written, onWrite, stop: end } = testIo({ env, cwd: folder })
      const ended = run(argumentsOf(block) ?? [], io)
      running = { stop: end, ended }
      await new Promise<void>((done, fail) => {
        onWrite(() => written.stdout.includes('Ctrl-C') && done())
        ended.then(() => fail(new Error(`${block.text} ended: ${written.stdout}${written.stderr}`)), fail)
      })
      return printed(written.stdout)
    },
    type: async (block) => {
      const { text, language, line } = block
      const words = language === 'sh' ? argumentsOf(block) : undefined
      if (words !== undefined) {
        const { io, written } = testIo({ env, cwd: folder })
        const code = await run(words.map(aimed), io)
        if (code !== 0) throw new Error(`The block at line ${line} ended with ${code}: ${written.stderr}`)
        return printed(written.stdout)
      }
      const program =
        language === 'js'
          ? [
              'node',
              '--input-type=module',
              '-e',
              aimed(text).replaceAll('setTimeout(1_000)', 'setTimeout(100)'),
            ]
          : ['bash', '-c', PRELUDE + aimed(text)]
      const [name = '', ...args] = program
      const { code, output } = await ended(
        // Where its input is a socket, bash reads its start-up files.
        spawn(name, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] }),
      )
      if (code !== 0) throw new Error(`The block at line ${line} ended with ${code}: ${printed(output)}`)
      return printed(output)
    },
    async [Symbol.asyncDispose]() {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
