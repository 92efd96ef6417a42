import { PassThrough } from 'node:stream'
import { run } from '../../src/cli/main.ts'
import { type Place, testIo } from './command.ts'
import type { Json } from './simulator.ts'

/** What a tool returned. */
export interface ToolResult {
  readonly isError: boolean
  /** What an agent reads: a sentence, or the data as JSON. */
  readonly text: string
  readonly data: Json
}

/** An agent that has started `stuntdouble mcp` in this process, and speaks plain JSON-RPC with it. Dispose it with `await using`. */
export const startAgent = async (args: readonly string[] = [], place: Place = {}) => {
  const input = new PassThrough()
  const { io, written, onWrite } = testIo({ ...place, conversation: input })
  const waiting = new Map<number, (message: Json) => void>()
  const notified: Json[] = []
  let read = 0
  onWrite(() => {
    const end = written.stdout.lastIndexOf('\n') + 1
    const lines = written.stdout.slice(read, end).split('\n').slice(0, -1)
    read = Math.max(read, end)
    for (const line of lines) {
      const message: Json = JSON.parse(line)
      if (message.id === undefined) notified.push(message)
      else waiting.get(message.id)?.(message)
    }
  })
  const ended = run(['mcp', ...args], io)
  const send = (message: Json): boolean => input.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
  let id = 0
  const request = (method: string, params: Json = {}): Promise<Json> => {
    id += 1
    const answer = new Promise<Json>((resolve) => waiting.set(id, resolve))
    send({ id, method, params })
    return answer
  }
  const clientInfo = { name: 'test', version: '1' }
  const hello = await request('initialize', { protocolVersion: '2025-06-18', capabilities: {}, clientInfo })
  send({ method: 'notifications/initialized' })
  let calls = 0
  return {
    hello,
    written,
    notified,
    request,
    /** The raw line, as it is. */
    write: (text: string) => input.write(text),
    calls: () => calls,
    call: async (name: string, given: Json = {}, meta: Json = undefined): Promise<ToolResult> => {
      calls += 1
      const params = { name, arguments: given, ...(meta !== undefined && { _meta: meta }) }
      const { result } = await request('tools/call', params)
      return {
        isError: result.isError === true,
        text: result.content[0].text,
        data: result.structuredContent,
      }
    },
    /** Its exit code, once it has ended by itself. */
    ended,
    leave: (): Promise<number> => {
      input.end()
      return ended
    },
    [Symbol.asyncDispose]: async () => {
      input.end()
      await ended
    },
  }
}
