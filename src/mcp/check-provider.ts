import { z } from 'zod'
import { didYouMean } from '../basics/did-you-mean.ts'
import { providerNames } from '../contracts/index.ts'
import { ownTool } from './own-tool.ts'
import { ToolError } from './tool.ts'

const inputSchema = z.strictObject({
  provider: z.enum(providerNames),
  base_url: z
    .url({ protocol: /^https?$/, error: 'is an http or https URL' })
    .optional()
    .describe(
      'the server to check; this simulator unless stated. Name a live service only if the user asked for it',
    ),
  api_key_env: z
    .string()
    .optional()
    .describe('with base_url: the environment variable that holds the API key; never the key itself'),
  only: z
    .array(z.string())
    .default([])
    .describe('ids of cases, or their beginnings up to a slash; all unless stated'),
})

const MOST_FINDINGS = 20

const keyFrom = (env: Readonly<Record<string, string | undefined>>, name: string | undefined): string => {
  if (name === undefined) throw new ToolError('Name the variable that holds the API key as "api_key_env".')
  const key = env[name]?.trim() ?? ''
  if (/^[\x21-\x7e]+$/.test(key)) return key
  throw new ToolError(`The variable ${name} holds no API key; set it where the MCP server is started.`)
}

/** The contract kit's free tier. */
export const checkProvider = ownTool({
  name: 'run_contract',
  about:
    'Checks whether a provider, simulated or live, still behaves as its documentation pages say: sends the requests of the free tier, which buys nothing, and returns what deviates and who is wrong. Takes from a second to a few minutes.',
  input: inputSchema,
  hints: { readOnlyHint: true, destructiveHint: false, openWorldHint: true },
  call: async ({ provider, base_url: baseUrl, api_key_env: variable, only }, context) => {
    if (baseUrl === undefined && variable !== undefined)
      throw new ToolError('"api_key_env" goes with "base_url"; this simulator needs no key.')
    const apiKey = baseUrl === undefined ? 'stunt.happy.contract' : keyFrom(context.env, variable)
    const { casesFor, runContract } = await import('../conformance/index.ts')
    const ids = casesFor({ provider }).map(({ id }) => id)
    const unknown = only.find((asked) => !ids.some((id) => id === asked || id.startsWith(`${asked}/`)))
    if (unknown !== undefined)
      throw new ToolError(`There is no case ${JSON.stringify(unknown)}${didYouMean(unknown, ids)}`)
    const target = { provider, baseUrl: (baseUrl ?? context.url).replace(/\/+$/, ''), apiKey }
    const { counts, exitCode, verdicts, bought } = await runContract(target, {
      tier: 'free',
      only,
      signal: context.signal,
      onVerdict: ({ id }, done, all) => context.onProgress(done, all, id),
    })
    const findings = verdicts.flatMap(({ id, replay, findings: found }) =>
      found.map(({ evidence, ...finding }) => ({ case: id, ...finding, replay })),
    )
    return {
      provider,
      baseUrl: target.baseUrl,
      holds: exitCode === 0,
      counts,
      bought,
      findings: findings.slice(0, MOST_FINDINGS),
      ...(findings.length > MOST_FINDINGS && { moreFindings: findings.length - MOST_FINDINGS }),
      notChecked: verdicts
        .filter(({ outcome }) => outcome === 'not-checked')
        .slice(0, MOST_FINDINGS)
        .map(({ id, why }) => ({ case: id, why })),
    }
  },
})
