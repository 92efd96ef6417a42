import type { Case } from './case.ts'
import type { Settled, Target } from './target.ts'

const KEY_VARIABLES: Readonly<Record<Target['provider'], string>> = {
  kie: 'KIE_API_KEY',
  evolink: 'EVOLINK_API_KEY',
}

/** A command that runs one case alone. The key stays in a variable. */
export const replayOf = ({ id, tier }: Case, { provider, baseUrl }: Target, options: Settled): string =>
  [
    `stuntdouble contract ${provider} --base-url ${baseUrl} --api-key-env ${KEY_VARIABLES[provider]}`,
    ...(tier === 'paid' ? [`--tier paid --max-credits ${options.maxCredits || 'N'}`] : []),
    ...options.knownTasks.map((task) => `--known-task ${task}`),
    ...(options.profile === 'either' ? [] : [`--profile ${options.profile}`]),
    `--only ${id}`,
  ].join(' ')
