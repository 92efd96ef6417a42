import { CONTROL_PREFIX } from '../src/simulator/control/control-prefix.ts'
import type { ControlRoute } from '../src/simulator/control/control-route.ts'
import { type Simulator, startSimulator } from '../src/simulator/index.ts'

/** A call of each control route, made here, with what came back: nobody has to believe an example. */

const AUTHORIZATION = 'Authorization: Bearer test-1'
const INBOX = 'orders'

/** What is written in a path for something of the account’s. */
interface Names {
  readonly $ended: string
  readonly $running: string
  readonly $delivery: string
}

interface Call {
  readonly path: string
  readonly body: string | undefined
}

const named = ({ method, path, example }: ControlRoute): string => {
  const [id, name] = [path.startsWith('/deliveries') ? '$delivery' : '$running', INBOX]
  const filled = path.replace('{id}', id).replace('{name}', name)
  return example?.query === undefined || method === 'DELETE' ? filled : `${filled}?${example.query}`
}

/** The call as it is typed. */
const typed = (route: ControlRoute): string => {
  const { method, isOpen, mediaType, example } = route
  const quote = (text: string) => (/[?&{]/.test(text) ? `"${text}"` : text)
  const curl = `curl ${mediaType === 'text/event-stream' ? '-sN' : '-s'}`
  const key = isOpen === true ? '' : ` -H '${AUTHORIZATION}'`
  const verb = method === 'GET' ? '' : ` -X ${method}`
  const words = `${verb} ${quote(`$double${named(route)}`)}${key}`
  if (example?.bodyFrom !== undefined)
    return `${curl} $double${example.bodyFrom}${key} |\n  ${curl}${words} --data-binary @-`
  return `${curl}${words}${example?.body === undefined ? '' : ` \\\n  -d '${JSON.stringify(example.body)}'`}`
}

const MOST_MEMBERS = 5
const LONGEST_TEXT = 48
const MOST_DEPTH = 2

/** What changes from run to run. */
const CHANGING = /^(durationMs|version|machineAt|headers)$/

/** A value with `…` for what would take too much room. */
const brief = (value: unknown, depth = 0): string => {
  if (typeof value === 'string')
    return value.length <= LONGEST_TEXT ? JSON.stringify(value) : `"${value.slice(0, LONGEST_TEXT)}…"`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) {
    const [first, ...others] = value
    return first === undefined ? '[]' : `[${brief(first, depth)}${others.length === 0 ? '' : ',…'}]`
  }
  const members = Object.entries(value)
  if (members.length > 0 && depth > MOST_DEPTH) return '{…}'
  const shown = members
    .slice(0, MOST_MEMBERS)
    .map(([name, each]) => `"${name}":${CHANGING.test(name) ? '…' : brief(each, depth + 1)}`)
  return `{${shown.join()}${members.length > MOST_MEMBERS ? ',…' : ''}}`
}

const headersOf = ({ isOpen }: ControlRoute): Readonly<Record<string, string>> => ({
  'content-type': 'application/json',
  ...(isOpen !== true && { authorization: 'Bearer test-1' }),
})

/** The first thing that a stream says, after something has happened. */
const firstEvent = async (
  body: ReadableStream<Uint8Array>,
  happen: () => Promise<unknown>,
): Promise<string> => {
  const reader = body.pipeThrough(new TextDecoderStream() as never).getReader()
  await happen()
  let text = ''
  while (!text.includes('data: ')) text += (await reader.read()).value ?? ''
  await reader.cancel()
  const [, type, data] = /event: (\w+)\ndata: (.*)/.exec(text) ?? []
  return `event: ${type}\ndata: ${brief(JSON.parse(data ?? 'null'))}`
}

/** The account as the examples find it: one task has ended and called back, another runs. */
const setScene = async (double: Simulator): Promise<Names> => {
  await fetch(`${double.url}${CONTROL_PREFIX}/reset`, { method: 'POST' })
  const account = double.account('test-1')
  // A scenario outlives a reset.
  account.setScenario('happy')
  const callBackUrl = `${double.url}${CONTROL_PREFIX}/inbox/${INBOX}`
  const create = async (): Promise<string> => {
    const response = await fetch(`${double.url}/api/v1/jobs/createTask`, {
      method: 'POST',
      headers: { authorization: 'Bearer test-1', 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'wan/2-5-text-to-video', input: { prompt: 'a cat' }, callBackUrl }),
    })
    return ((await response.json()) as { readonly data: { readonly taskId: string } }).data.taskId
  }
  const $ended = await create()
  await account.clock.runUntilIdle()
  const $running = await create()
  await account.clock.advance('2s')
  return { $ended, $running, $delivery: account.deliveries()[0]?.id ?? '' }
}

const callOf = async (double: Simulator, route: ControlRoute, names: Names): Promise<Call> => {
  const path = named(route).replace(/\$\w+/, (name) => names[name as keyof Names])
  const { bodyFrom, body } = route.example ?? {}
  if (bodyFrom === undefined) return { path, body: body === undefined ? undefined : JSON.stringify(body) }
  const response = await fetch(`${double.url}${CONTROL_PREFIX}${bodyFrom}`, { headers: headersOf(route) })
  return { path, body: await response.text() }
}

/** @throws Error when an example is refused */
const shownResponse = async (double: Simulator, route: ControlRoute): Promise<string> => {
  const names = await setScene(double)
  const { path, body = null } = await callOf(double, route, names)
  const url = `${double.url}${CONTROL_PREFIX}${path}`
  const response = await fetch(url, { method: route.method, headers: headersOf(route), body })
  if (route.mediaType === 'text/event-stream' && response.body !== null)
    return firstEvent(response.body, () => setScene(double))
  const text = await response.text()
  // A receiver fails as its script says; everything else has to work.
  if (!response.ok && !path.startsWith(`/inbox/${INBOX}?`))
    throw new Error(`${route.method} ${path}: ${response.status} ${text}`)
  return text === '' ? `(status ${response.status})` : brief(JSON.parse(text))
}

/** Each route with its call and its response, as Markdown. */
export const controlExamples = async (routes: readonly ControlRoute[]): Promise<string> => {
  await using double = await startSimulator({ port: 0, clock: 'manual', receiverPatience: '1m' })
  const parts: string[] = []
  for (const route of routes) {
    const response = (await shownResponse(double, route)).replaceAll(double.url, 'http://127.0.0.1:7357')
    parts.push(
      [
        `### ${route.method} ${route.path}`,
        '',
        `${route.summary}.`,
        '',
        '```sh',
        typed(route),
        '```',
        '',
        '```text',
        response,
        '```',
      ].join('\n'),
    )
  }
  return parts.join('\n\n')
}
