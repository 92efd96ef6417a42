import { port as portKind } from '../../basics/setting-kinds.ts'
import { readConfig, SIMULATOR_FLAGS } from '../config/config.ts'
import { textIn, valueIn } from '../flags/flag-values.ts'
import type { FlagTable, FlagValues } from '../flags/flags.ts'
import type { HelpText } from '../flags/help.ts'
import { EXIT, FlagError, UsageError } from '../flags/usage-error.ts'
import { listen } from '../server/listen.ts'
import { probe } from '../server/probe.ts'
import { fileAt, type Io } from '../terminal/io.ts'

export const MCP_FLAGS: FlagTable = {
  url: {
    form: 'a URL',
    placeholder: 'url',
    about: 'join the simulator that runs there, instead of starting one',
  },
  port: {
    form: 'a port from 0 to 65535',
    placeholder: 'port',
    about: 'where the simulator it starts listens (default: a free one)',
  },
  config: {
    form: 'a file',
    placeholder: 'file',
    about: 'settings to read (default: stuntdouble.config.json or .yaml in this folder)',
  },
  ...SIMULATOR_FLAGS,
}

export const MCP_HELP: HelpText = {
  usage: 'stuntdouble mcp [flags]',
  about:
    'Tools for coding agents, by the Model Context Protocol over standard input and output: an agent starts it, and it ends with the agent.\n' +
    'It starts a simulator of its own, or joins one. docs/agents.md says how to set it up, and lists the tools.',
  examples: [
    ['stuntdouble mcp', 'with a simulator of its own, on a free port'],
    ['stuntdouble mcp --url http://127.0.0.1:7357', 'about a simulator that is running already'],
  ],
}

/** What can be said of a simulator that somebody else has started. */
const OF_JOINED = ['url', 'control-token']

interface Joined {
  readonly url: string
  readonly token: string | undefined
  readonly close: () => Promise<unknown>
}

const join = async (given: string, values: FlagValues, io: Io): Promise<Joined> => {
  const url = given.replace(/\/+$/, '')
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new FlagError(
      `--url: ${JSON.stringify(given)} is not an http or https URL, such as http://127.0.0.1:7357.`,
    )
  const idle = Object.keys(values).find((flag) => !OF_JOINED.includes(flag))
  if (idle !== undefined)
    throw new FlagError(`--${idle} means nothing with --url: the simulator there has its settings already.`)
  if ((await probe(url)) !== 'stuntdouble')
    throw new UsageError(`No simulator is ready on ${url}; start one with: npx --no stuntdouble start`)
  const token = textIn(values, 'control-token') ?? io.env.STUNTDOUBLE_CONTROL_TOKEN
  return { url, token, close: async () => undefined }
}

const startOwn = async ({ port, ...values }: FlagValues, io: Io): Promise<Joined> => {
  const { host: ___, port: ____, state, ...settings } = await readConfig(values, io)
  const note = (text: string) => io.stderr.write(`stuntdouble: ${text}\n`)
  const simulator = await listen(
    {
      ...settings,
      ...(state !== undefined && { state: fileAt(io, state) }),
      port: valueIn({ port: port ?? false }, 'port', portKind) ?? 0,
    },
    { onRefusedPage: (reason) => note(`not served: ${reason}`), onPageNote: note, onStateNote: note },
  )
  return { url: simulator.url, token: settings.controlToken, close: () => simulator.close() }
}

/** Serves tools to an agent until it leaves. Returns the exit code. */
export const mcp = async (values: FlagValues, io: Io): Promise<number> => {
  const url = textIn(values, 'url')
  const simulator = await (url === undefined ? startOwn(values, io) : join(url, values, io))
  try {
    if (io.conversation === undefined) throw new UsageError('mcp needs a standard input to listen to.')
    const { serveMcp } = await import('../../mcp/serve.ts')
    io.stderr.write(
      `stuntdouble: serving MCP over standard input and output, about the simulator on ${simulator.url}\n`,
    )
    await serveMcp({
      ...simulator,
      input: io.conversation(),
      write: (text) => io.stdout.write(text),
      env: io.env,
      cwd: io.cwd,
      signal: io.signal,
      onError: (message) => io.stderr.write(`stuntdouble: ${message}\n`),
    })
  } finally {
    await simulator.close()
  }
  return EXIT.ok
}
