import { parsedJson } from '../../contracts/check/json.ts'
import { type KnownRefusal, type ProviderContract, refusalNames } from '../../contracts/index.ts'
import { Refusal } from '../http/refusal.ts'
import { defineFault, EVERY_CALL } from './fault.ts'
import { optionalChoice, textSetting } from './fault-settings.ts'
import { retryAfterSetting, withRetryAfter } from './retry-after.ts'

interface Asked {
  readonly as: (typeof refusalNames)[number] | undefined
  readonly code: string | undefined
  readonly message: string | undefined
  readonly data: string | undefined
  readonly status: string | undefined
  readonly retryAfter: number | undefined
}

/** What everybody has: a refusal that says nothing else is of this kind. */
const USUAL = 'maintenance'

/** The refusal that is meant: by its name, or else by a code that the provider is known to use. */
const knownFor = ({ refusals }: ProviderContract, { as, code }: Asked): KnownRefusal | undefined => {
  if (as !== undefined) return refusals[as]
  if (code === undefined) return refusals[USUAL]
  return Object.values(refusals).find((known) => String(known.code) === code)
}

const jsonOrText = (text: string): unknown => {
  const value = parsedJson(text)
  return value === undefined ? text : value
}

const words = (contract: ProviderContract, asked: Asked) => {
  const { code: _code, message, data, status } = knownFor(contract, asked) ?? {}
  const said = asked.data === undefined ? data : jsonOrText(asked.data)
  return {
    code: asked.code ?? _code ?? 500,
    message: asked.message ?? message ?? 'The request was refused.',
    ...(said !== undefined && { data: said }),
    status: asked.status === undefined ? status : Number(asked.status),
  }
}

const problem = (contract: ProviderContract, asked: Asked): string | undefined => {
  const { as, status } = asked
  if (as !== undefined && contract.refusals[as] === undefined)
    return `${contract.title} has no words for ${as}; it has some for ${Object.keys(contract.refusals).join(', ')}`
  if (status !== undefined && !/^[2-5]\d\d$/.test(status))
    return `${JSON.stringify(status)} is not an HTTP status, such as 402`
  const answer = contract.refusalAnswer(words(contract, asked), 'observed')
  return typeof answer === 'string' ? answer : undefined
}

/** Refuses the call in any words, before any work is done: the provider's own by name, or a code and a message. */
export const refused = defineFault<Asked>({
  name: 'refused',
  catches:
    'a client that retries what only time, a payment or a person can fix, or takes an unknown code for success',
  strikes: EVERY_CALL,
  settings: {
    as: optionalChoice(
      `a refusal in the provider's own words (default: ${USUAL}, unless there is a code)`,
      refusalNames,
    ),
    code: textSetting('its code: a number, or a word where the provider has words', undefined),
    message: textSetting('what it says (default: what the provider says with this code)', undefined),
    data: textSetting('what else the body says, as JSON', undefined),
    status: textSetting('the HTTP status (default: as the profile has it for the code)', undefined),
    retryAfter: retryAfterSetting,
  },
  cannot: ({ provider: { contract } }, asked) => problem(contract, asked),
  rejectRequest: ({ settings }, { contract }) =>
    new Refusal('server-error', 'This refusal was asked for; no work was done.', undefined, {
      words: words(contract, settings),
    }),
  rewriteAnswer: (answer, { settings: { retryAfter } }) => withRetryAfter(answer, retryAfter),
})
