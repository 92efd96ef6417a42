import { isLoopbackUrl } from '../../contracts/addresses.ts'
import type { Case } from '../case.ts'
import type { SettledOptions, Target } from '../target.ts'

/** Quoted so that a shell takes it as one word. */
const quoted = (text: string): string =>
  /^[\w./:@+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`

/** The key stays in its variable; a simulator takes any. */
const keyFor = ({ baseUrl }: Target, { keyVariable }: SettledOptions, usual: string): string =>
  keyVariable === undefined && isLoopbackUrl(baseUrl)
    ? '--api-key any-key'
    : `--api-key-env ${keyVariable ?? usual}`

/**
 * A command that runs one case alone.
 * @param usual the variable that usually has the key
 */
export const replayOf = (
  { id, tier, model, page }: Case,
  target: Target,
  options: SettledOptions,
  usual: string,
): string =>
  [
    `stuntdouble contract ${target.provider} --base-url ${target.baseUrl} ${keyFor(target, options, usual)}`,
    ...(page === undefined ? [] : [`--models ${quoted(page)}`]),
    ...(tier === 'paid' ? [`--tier paid --max-credits ${options.maxCredits || 'N'}`] : []),
    ...(tier === 'paid' && model !== undefined ? [`--model-credits ${options.modelCredits || 'N'}`] : []),
    ...options.knownTasks.map((task) => `--known-task ${task}`),
    ...(options.profile === 'either' ? [] : [`--profile ${options.profile}`]),
    `--only ${quoted(id)}`,
  ].join(' ')
