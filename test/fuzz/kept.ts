import fc from 'fast-check'

/** A failure, as it can be tried again. */
export interface KeptFailure {
  readonly seed: number
  /** Which value of the seed failed first; the engine makes it smaller again. */
  readonly path: string
  /** The smallest example, for people. */
  readonly example: string
}

/** What to keep of a run; undefined if it did not fail. */
export const keptFailure = (details: fc.RunDetails<unknown>): KeptFailure | undefined => {
  if (!details.failed) return undefined
  // A sequence of calls cannot be replayed by the whole path: which calls were left out is not in it.
  const [path = ''] = (details.counterexamplePath ?? '').split(':')
  return { seed: details.seed, path, example: fc.stringify(details.counterexample) }
}

/** Whether a kept failure still fails; a sentence where it cannot be tried, as after a change of what is generated. */
export const failsStill = async (
  property: fc.IAsyncProperty<unknown>,
  { seed, path }: Pick<KeptFailure, 'seed' | 'path'>,
): Promise<boolean | string> => {
  try {
    return (await fc.check(property, { seed, path, endOnFailure: true })).failed
  } catch (error) {
    return `cannot be tried again, so delete its file: ${(error as Error).message}`
  }
}
