import { z } from 'zod'
import { didYouMean } from '../basics/did-you-mean.ts'
import { contracts } from '../contracts/index.ts'
import { callControl } from './control-call.ts'
import { ownTool } from './own-tool.ts'
import { type JsonRecord, type SimulatorAddress, ToolError } from './tool.ts'

const inputSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[\w.-]{1,40}$/, {
      error: 'is made of letters, digits, dots, dashes and underscores, 40 at most',
    })
    .optional()
    .describe('what to call the account; agent-1, agent-2 and so on unless stated'),
  scenario: z
    .union([z.string(), z.record(z.string(), z.unknown())])
    .default('happy')
    .describe(
      'what goes wrong: a name of list_scenarios, or rules with faults of list_faults: {"rules": [{"fault": "connection-reset", "operation": "create", "call": 1, "with": {"at": "accepted"}}]}',
    ),
  clock: z
    .enum(['real', 'manual'])
    .default('real')
    .describe(
      'real: a task takes about 4 s. manual: time stands still until advance_clock moves it, so a client that waits must run beside it',
    ),
})

const BASE_SCENARIO = 'happy'

const namesIn = async (at: SimulatorAddress, path: string): Promise<readonly string[]> => {
  const { items } = await callControl(at, { method: 'GET', path })
  return (items as readonly { readonly name: string }[]).map(({ name }) => name)
}

/** The key of a new account. Keys that begin like this are not secret, and are shown as they are. */
const newKey = async (at: SimulatorAddress, scenario: string, name: string | undefined): Promise<string> => {
  const known = await namesIn(at, '/accounts')
  const keyOf = (text: string): string => `stunt.${scenario}.${text}`
  const isTaken = (text: string): boolean => known.some((each) => each.endsWith(`.${text}`))
  if (name !== undefined && isTaken(name))
    throw new ToolError(`There is an account "${name}" already; choose another name, or leave it out.`)
  let number = 1
  while (isTaken(`agent-${number}`)) number += 1
  return keyOf(name ?? `agent-${number}`)
}

const checkName = async (at: SimulatorAddress, scenario: string): Promise<void> => {
  const names = await namesIn(at, '/scenarios')
  if (!names.includes(scenario))
    throw new ToolError(`There is no scenario ${JSON.stringify(scenario)}${didYouMean(scenario, names)}`)
}

/** What a client under test is given: the variables in which users keep these settings. */
const environmentOf = (url: string, key: string): JsonRecord =>
  Object.fromEntries(
    Object.values(contracts).flatMap(({ variables, baseUrls }) => [
      [variables.baseUrl, url + (Object.values(baseUrls)[0] ?? '')],
      [variables.apiKey, key],
    ]),
  )

const baseUrlsAt = (url: string): JsonRecord =>
  Object.fromEntries(
    Object.values(contracts).flatMap(({ baseUrls }) =>
      Object.entries(baseUrls).map(([name, prefix]) => [name, url + prefix]),
    ),
  )

/** An account of its own, in a scenario, with what points a client at it. */
export const createSituation = ownTool({
  name: 'create_situation',
  about:
    'Start here. Opens a fresh account in which things go wrong as you choose, and returns its API key, the base URLs and environment variables for the client under test. Run the client with them, then ask for the bill. One situation per experiment.',
  input: inputSchema,
  hints: { readOnlyHint: false, destructiveHint: false, openWorldHint: false },
  call: async ({ name, scenario, clock }, context) => {
    if (typeof scenario === 'string') await checkName(context, scenario)
    const key = await newKey(context, typeof scenario === 'string' ? scenario : BASE_SCENARIO, name)
    const put = (path: string, body: JsonRecord): Promise<JsonRecord> =>
      callControl(context, { method: 'PUT', path, key, body, signal: context.signal })
    const { scenario: chosen } = await put('/scenario', { scenario })
    await put('/clock', { action: 'switch', kind: clock })
    const { name: scenarioName, about, notes } = chosen as JsonRecord
    return {
      key,
      scenario: { name: scenarioName, about },
      clock,
      environment: environmentOf(context.url, key),
      baseUrls: baseUrlsAt(context.url),
      ...(Array.isArray(notes) && notes.length > 0 && { notes }),
    }
  },
})
