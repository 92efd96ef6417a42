import { InputError } from './inputs.ts'
import { annotate, type Runner } from './runner.ts'

/** Runs one action to its end; a mistake in its inputs is one sentence. Returns the exit code. */
export const perform = async (
  runner: Runner,
  action: (runner: Runner) => Promise<number>,
): Promise<number> => {
  try {
    return await action(runner)
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    annotate(runner, 'error', 'A mistake in the workflow', error.message)
    return 2
  }
}
