import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { isolationHere } from '../../src/run/isolation/allowed.ts'
import { temporaryFolder } from '../helpers/command.ts'

const run = promisify(execFile)

/** Clients of one language: one program, which sends one create request with each. */
export interface ClientGroup {
  readonly name: string
  /** What the table calls it. */
  readonly title: string
  readonly command: readonly string[]
  /** What has to succeed for it to be tried. */
  readonly needs: readonly string[]
}

const CLIENTS = 'test/run/clients'
/** Debian's own, which has the packages that scripts/install-tools.sh installs. */
const PYTHON = '/usr/bin/python3'

/** The clients of one Node. @param program the Node itself @param version as it says it: `20.20.2` */
export const nodeClients = (program: string, version: string): ClientGroup => ({
  name: 'node',
  title: `Node ${version.split('.')[0]}`,
  command: [program, `${CLIENTS}/node.mjs`],
  needs: ['test', '-d', `${CLIENTS}/node_modules/undici6`],
})

export const groups: readonly ClientGroup[] = [
  nodeClients(process.execPath, process.versions.node),
  {
    name: 'python',
    title: 'Python 3',
    command: [PYTHON, `${CLIENTS}/python.py`],
    needs: [PYTHON, '-c', 'import requests, httpx, aiohttp, urllib3'],
  },
  {
    name: 'shell',
    title: 'command line',
    command: ['sh', `${CLIENTS}/shell.sh`],
    needs: ['wget', '--version'],
  },
  {
    name: 'php',
    title: 'PHP 8',
    command: ['php', `${CLIENTS}/php.php`],
    needs: ['php', '-r', 'exit(function_exists("curl_init") ? 0 : 1);'],
  },
  { name: 'ruby', title: 'Ruby 3', command: ['ruby', `${CLIENTS}/ruby.rb`], needs: ['ruby', '--version'] },
  { name: 'java', title: 'Java 17', command: ['java', `${CLIENTS}/Java.java`], needs: ['java', '--version'] },
  { name: 'go', title: 'Go 1.19', command: ['go', 'run', `${CLIENTS}/go.go`], needs: ['go', 'version'] },
]

export const groupNamed = (name: string): ClientGroup => {
  const found = groups.find((group) => group.name === name)
  if (found === undefined) throw new Error(`There is no group ${name}.`)
  return found
}

/** Whether its language is installed, with what it needs; says so when it is not. */
export const isInstalled = async ({
  title,
  needs: [program = '', ...args],
}: ClientGroup): Promise<boolean> => {
  try {
    await run(program, args)
    return true
  } catch {
    console.warn(
      `Clients of ${title} are not tested: what they need is not installed (scripts/install-tools.sh).`,
    )
    return false
  }
}

/** Whether a client is too new for its group's runtime. */
export const isTooNew = (client: string, { title }: ClientGroup): boolean =>
  client === 'node.undici8' && title === 'Node 20'

/** Every client of a group, as accounts name them: `node.fetch`. */
export const clientsOf = async ({
  name,
  command: [program = '', ...args],
}: ClientGroup): Promise<readonly string[]> => {
  const { stdout } = await run(program, [...args, '--list'], { env: { ...process.env, GO111MODULE: 'off' } })
  return stdout
    .trim()
    .split('\n')
    .map((client) => `${name}.${client}`)
}

export interface Matrix {
  /** The clients whose create request reached the double. */
  readonly reached: readonly string[]
  /** Connections that would have reached a provider. */
  readonly trapped: number
  readonly means: readonly string[]
  readonly errors: string
}

/** Runs groups side by side under doubles; where namespaces may be made, with a trap at the providers' names. */
export const runMatrix = async (chosen: readonly ClientGroup[], isolate: boolean): Promise<Matrix> => {
  using folder = temporaryFolder()
  const isolation = isolationHere(process.env)
  const launcher = isolation.isAllowed ? isolation.launcher : []
  const commands = chosen.map(({ command }) => command)
  const options = { hasTrap: isolation.isAllowed, isolate, commands, folder: folder.path }
  const [program = '', ...args] = [
    ...launcher,
    process.execPath,
    `${CLIENTS}/trap.mjs`,
    JSON.stringify(options),
  ]
  const { stdout } = await run(program, args, { maxBuffer: 16 * 1024 * 1024 })
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
}
