import { contracts, type ProviderContract } from '../contracts/index.ts'
import { GradeError } from './grade-error.ts'
import type { RecordedRequest, Recording } from './recording.ts'
import { operationKindOf, routeLike } from './stage/operations.ts'

/** The line of an output that tells most: the first with an error in it, otherwise the last. */
const tellingLine = (text: string): string => {
  const lines = text
    .trim()
    .split('\n')
    .map((line) => line.trim())
  const error = lines.find((line) => /^\S*(error|exception|fatal|panic)\b/i.test(line))
  return (error ?? lines.at(-1) ?? '').slice(0, 200)
}

/** How the command ended, and what it said of it. */
const howItEnded = ({ ending, stderr, stdout }: Recording): string => {
  const said = tellingLine(stderr || stdout)
  const end =
    ending.kind === 'exited'
      ? `ended with exit code ${ending.code}`
      : ending.kind === 'killed'
        ? `was ended by ${ending.signal}`
        : 'did not end by itself'
  return said === '' ? end : `${end}; it said: ${said}`
}

const lineOf = ({ method, path }: RecordedRequest): string => `${method} ${path.slice(0, 100)}`

/** Whether a request is one of a provider's operations. */
const isOperationOf = (contract: ProviderContract) => {
  const kindOf = operationKindOf(contract)
  return ({ method, path }: RecordedRequest): boolean => kindOf(method, path) !== null
}

/** Another provider to whom some of these requests belong, and the first of them. */
const otherFor = (
  requests: readonly RecordedRequest[],
): { readonly name: string; readonly request: RecordedRequest } | undefined =>
  Object.values(contracts)
    .flatMap((contract) =>
      requests.filter(isOperationOf(contract)).map((request) => ({ name: contract.name, request })),
    )
    .at(0)

/** Calls were made, and none of them is one of the provider's operations. */
const strangersOf = (
  requests: readonly RecordedRequest[],
  contract: ProviderContract,
): readonly RecordedRequest[] => (requests.some(isOperationOf(contract)) ? [] : requests)

/**
 * Whether a grading can say anything of this client, by what it did when all was well.
 * @throws GradeError when there is no such program, or it calls nobody, another provider, or paths that nobody has
 */
export const assertGradable = (recording: Recording, [program = '']: readonly string[]): void => {
  const { ending, requests, provider } = recording
  const contract = contracts[provider]
  const host = contract.hosts[0]?.name ?? provider
  if (ending.kind === 'not-started')
    throw new GradeError('usage', `The command cannot be run: ${ending.reason}.`)
  const strangers = strangersOf(requests, contract)
  const [first] = strangers
  const other = otherFor(strangers)
  if (other !== undefined)
    throw new GradeError(
      'nothing-to-judge',
      `${program} called ${lineOf(other.request)}, which is another provider's; grade it with --provider ${other.name}.`,
    )
  if (first !== undefined) {
    const meant = routeLike(contract, first)
    throw new GradeError(
      'nothing-to-judge',
      `${program} made no request that ${host} has: it called ${lineOf(first)}${meant === undefined ? '' : ` (did you mean ${meant}?)`}, and ${howItEnded(recording)}`,
    )
  }
  if (requests.length === 0)
    throw new GradeError(
      'nothing-to-judge',
      `${program} made no request to ${host}, and ${howItEnded(recording)}. Does it use --provider ${provider}, ${contract.variables.apiKey} and PROMPT?`,
    )
}
