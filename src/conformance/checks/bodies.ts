import type { ConformanceProvider, CreateBody } from '../providers/conformance-provider.ts'

/** A body without the value at a path. */
export const without = (body: CreateBody, [step, ...rest]: readonly string[]): CreateBody => {
  if (step === undefined || !Object.hasOwn(body, step)) return body
  const { [step]: value, ...others } = body
  if (rest.length === 0) return others
  return typeof value === 'object' && value !== null
    ? { ...body, [step]: without(value as CreateBody, rest) }
    : body
}

/** A create request that every provider is known to refuse: it has no prompt. */
export const withoutPrompt = ({ cheapest, promptPath }: ConformanceProvider): CreateBody =>
  without(cheapest, promptPath)

/** The names of the prompt in refusals. */
export const promptName = ({ contract, promptPath }: ConformanceProvider): string =>
  contract.fieldName(promptPath)

/** A name that no model has. */
export const UNKNOWN_MODEL = 'stuntdouble/no-such-model'
