import type { Environment } from './runner.ts'

/** A mistake in the `with:` of a step: one sentence. */
export class InputError extends Error {
  override readonly name = 'InputError'
}

/** An input as the runner hands it over: documented, `INPUT_<NAME>`, and spaces become underscores. */
export const inputOf = (env: Environment, name: string): string | undefined => {
  const text = env[`INPUT_${name.toUpperCase()}`]?.trim()
  return text === '' ? undefined : text
}

/** @throws InputError when it is missing */
export const requiredInput = (env: Environment, name: string, example: string): string => {
  const text = inputOf(env, name)
  if (text !== undefined) return text
  throw new InputError(`The input ${name} is missing, for example "${name}: ${example}".`)
}

/** An input with one entry per line. */
export const linesOf = (env: Environment, name: string): readonly string[] =>
  (inputOf(env, name) ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** @throws InputError unless it is true or false */
export const switchOf = (env: Environment, name: string): boolean => {
  const text = inputOf(env, name) ?? 'false'
  if (text === 'true' || text === 'false') return text === 'true'
  throw new InputError(`The input ${name} is true or false, not ${JSON.stringify(text)}.`)
}

/** Inputs that are flags of the command by the same name: `profile` becomes `--profile=observed`. */
export const flagsOf = (env: Environment, names: readonly string[]): readonly string[] =>
  names.flatMap((name) => linesOf(env, name).map((value) => `--${name}=${value}`))
