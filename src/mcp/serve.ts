import { type Readable, Writable } from 'node:stream'
import { type CallToolResult, Server, type ServerContext } from '@modelcontextprotocol/server'
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio'
import { didYouMean } from '../basics/did-you-mean.ts'
import { version } from '../basics/version.ts'
import { ControlError } from '../simulator/control/control-error.ts'
import { type JsonRecord, type SimulatorAddress, type Tool, ToolError } from './tool.ts'
import { allTools } from './tools.ts'

const INSTRUCTIONS =
  'A local stand-in for video APIs whose create requests cost money: it fails on purpose, and keeps the bill. To find out whether a client pays twice or loses paid tasks: create_situation (scenario "lost-answers" for double payments), run the client in a shell with the environment that it returns, then bill; explain_requests shows why. For a client whose address cannot be changed, or to try every failure at once: grade_command. Nothing here calls a live provider unless run_contract is given its address.'

export interface McpOptions extends SimulatorAddress {
  readonly input: Readable
  /** Takes what goes to the agent: lines of JSON, and nothing else. */
  readonly write: (text: string) => unknown
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  /** Ends it. */
  readonly signal: AbortSignal
  /** Called with what does not belong to the conversation, such as a line that is not JSON. */
  readonly onError: (message: string) => void
}

const failed = (sentence: string): CallToolResult => ({
  content: [{ type: 'text', text: sentence }],
  isError: true,
})

/** As text for agents that read text, and as data for those that read data. */
const done = (answer: JsonRecord): CallToolResult => ({
  content: [{ type: 'text', text: JSON.stringify(answer) }],
  structuredContent: { ...answer },
})

/** @throws ToolError naming the first argument that a tool does not have, that is missing, or that is an object by mistake */
const checkArguments = ({ name, input }: Tool, args: JsonRecord): void => {
  const properties = input.properties as Readonly<Record<string, JsonRecord>>
  const known = Object.keys(properties)
  const unknown = Object.keys(args).find((each) => !known.includes(each))
  if (unknown !== undefined) {
    const hint = didYouMean(unknown, known)
    throw new ToolError(
      `${name} has no argument ${JSON.stringify(unknown)}${hint} It takes ${known.join(', ')}.`,
    )
  }
  const missing = ((input.required as readonly string[] | undefined) ?? []).find(
    (each) => args[each] === undefined,
  )
  if (missing !== undefined) throw new ToolError(`${name} needs the argument "${missing}".`)
  for (const [argument, value] of Object.entries(args)) {
    const { type } = properties[argument] ?? {}
    const isPlain = type === 'string' || type === 'number' || type === 'integer' || type === 'boolean'
    if (isPlain && typeof value === 'object')
      throw new ToolError(`"${argument}" of ${name} is a ${type}, not an object or a list.`)
  }
}

/** Agents that wait for long results ask for progress by a token. */
const progressTo = ({ mcpReq }: ServerContext) => {
  const progressToken = mcpReq._meta?.progressToken
  return (progress: number, total: number, message: string): void => {
    if (progressToken === undefined) return
    const params = { progressToken, progress, total, message }
    // Whoever has left needs no progress.
    mcpReq.notify({ method: 'notifications/progress', params }).catch(() => undefined)
  }
}

const callTool = async (
  tools: readonly Tool[],
  name: string,
  args: JsonRecord,
  context: ServerContext,
  { url, token, env, cwd, signal }: McpOptions,
): Promise<CallToolResult> => {
  const tool = tools.find((each) => each.name === name)
  if (tool === undefined) {
    const names = tools.map((each) => each.name)
    return failed(`There is no tool ${JSON.stringify(name)}${didYouMean(name, names)}`)
  }
  try {
    checkArguments(tool, args)
    const ended = AbortSignal.any([signal, context.mcpReq.signal])
    return done(
      await tool.call(args, { url, token, env, cwd, signal: ended, onProgress: progressTo(context) }),
    )
  } catch (error) {
    if (error instanceof ToolError || error instanceof ControlError) return failed(error.message)
    if (context.mcpReq.signal.aborted) return failed('It was called off.')
    return failed(`This is a bug of stuntdouble, please report it: ${String(error)}`)
  }
}

const serverFor = (options: McpOptions): Server => {
  const tools = allTools()
  const server = new Server(
    { name: 'stuntdouble', version: version() },
    {
      capabilities: { tools: {} },
      instructions: INSTRUCTIONS,
      // Only forms that the server would ask the user to fill in need one, and there are none.
      jsonSchemaValidator: {
        getValidator: () => {
          throw new Error('stuntdouble asks for no forms')
        },
      },
    },
  )
  server.setRequestHandler('tools/list', () => ({
    tools: tools.map(({ name, about, input, hints }) => ({
      name,
      description: about,
      inputSchema: { ...input, type: 'object' as const },
      annotations: { ...hints },
    })),
  }))
  server.setRequestHandler('tools/call', ({ params }, context) =>
    callTool(tools, params.name, params.arguments ?? {}, context, options),
  )
  return server
}

/** Serves the tools until the agent closes its end, or the signal is aborted. */
export const serveMcp = (options: McpOptions): Promise<void> =>
  new Promise((resolve) => {
    const output = new Writable({
      decodeStrings: false,
      write: (text, _encoding, written) => {
        options.write(String(text))
        written()
      },
    })
    const transport = new StdioServerTransport(options.input, output)
    const handle = serveStdio(() => serverFor(options), {
      transport,
      onerror: ({ message }) => options.onError(message),
    })
    const end = (): void => void handle.close().then(resolve)
    // A line of many megabytes closes it; without this, the agent would wait for answers that never come.
    const { onclose } = transport
    transport.onclose = () => {
      onclose?.()
      end()
    }
    for (const event of ['end', 'close']) options.input.once(event, end)
    options.signal.addEventListener('abort', end, { once: true })
    if (options.signal.aborted) end()
  })
