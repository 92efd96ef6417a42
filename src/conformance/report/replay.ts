import type { Case } from '../case.ts'
import type { SettledOptions, Target } from '../target.ts'

/** Quoted so that a shell takes it as one word. */
const quoted = (text: string): string =>
  /^[\w./:@+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`

/** A command that runs one case alone. The key stays in a variable. */
export const replayOf = (
  { id, tier, model, page }: Case,
  { provider, baseUrl }: Target,
  options: SettledOptions,
  keyVariable: string,
): string =>
  [
    `stuntdouble contract ${provider} --base-url ${baseUrl} --api-key-env ${keyVariable}`,
    ...(page === undefined ? [] : [`--models ${quoted(page)}`]),
    ...(tier === 'paid' ? [`--tier paid --max-credits ${options.maxCredits || 'N'}`] : []),
    ...(tier === 'paid' && model !== undefined ? [`--model-credits ${options.modelCredits || 'N'}`] : []),
    ...options.knownTasks.map((task) => `--known-task ${task}`),
    ...(options.profile === 'either' ? [] : [`--profile ${options.profile}`]),
    `--only ${quoted(id)}`,
  ].join(' ')
