import type { ProviderContract, RequestBody } from '../../contracts/index.ts'
import { recordOf } from '../../contracts/media.ts'
import { valueAt } from '../../contracts/place.ts'

/** The fields in which a model without a prompt takes its text: what to say, sing or show. */
const SAYS = /^((text_)?prompt|(input_)?text|script|lyrics)$/i

/** The first text under such a name, at the top or in a list of parts. */
const textIn = (fields: RequestBody): string | undefined => {
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'string' && value !== '' && SAYS.test(name)) return value
    const parts = Array.isArray(value) ? value.map(recordOf) : []
    const text = parts.map(textIn).find((found) => found !== undefined)
    if (text !== undefined) return text
  }
  return undefined
}

/** The prompt in the body of a create request, or the text that takes its place if the model has none. */
export const promptOf = (
  { promptAt, families }: Pick<ProviderContract, 'promptAt' | 'families'>,
  body: RequestBody,
): string | undefined => {
  const prompt = valueAt(body, promptAt)
  if (typeof prompt === 'string' && prompt !== '') return prompt
  const envelope = valueAt(body, promptAt.slice(0, -1))
  // The models of families have no envelope.
  return textIn(recordOf(envelope ?? (families === undefined ? undefined : body)))
}
