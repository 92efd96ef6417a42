import type { ProviderContract, RequestBody } from '../../contracts/index.ts'
import { valueAt } from '../../contracts/place.ts'
import type { Note } from './note.ts'
import { otherProviders } from './other-providers.ts'

/** Whether a body has its prompt where this provider expects it. */
const hasPrompt = ({ promptAt }: ProviderContract, body: RequestBody): boolean =>
  typeof valueAt(body, promptAt) === 'string'

/** Where the prompt belongs: `in "input"`, `at the top`. */
const placeOfPrompt = ({ promptAt }: ProviderContract): string =>
  promptAt.length === 1 ? 'at the top' : `in "${promptAt.slice(0, -1).join('.')}"`

const KINDS: ReadonlySet<string> = new Set(['missing-model', 'unknown-model', 'missing-field'])

export const shapeOfAnother: Note = {
  name: 'shape-of-another',
  notices: 'a body that has its prompt where another provider expects it',
  example:
    'This body looks like one for <other provider>: here the prompt belongs in "input", not at the top.',
  onRefusal: (visit, { kind }) => {
    const { contract } = visit.provider
    if (!KINDS.has(kind) || hasPrompt(contract, visit.uncheckedBody)) return undefined
    const owners = otherProviders(visit).filter((other) => hasPrompt(other, visit.uncheckedBody))
    const [owner] = owners
    if (owner === undefined) return undefined
    const names = owners.map(({ title }) => title).join(' or ')
    return `This body looks like one for ${names}: here the prompt belongs ${placeOfPrompt(contract)}, not ${placeOfPrompt(owner)}.`
  },
}
