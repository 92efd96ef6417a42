import type { ProviderContract, RequestBody } from '../../contracts/index.ts'
import { valueAt } from '../../contracts/place.ts'
import { Refusal } from '../http/refusal.ts'

/**
 * Checks what every create body has, whatever its model: the object that holds the prompt.
 * @throws Refusal
 */
export const checkEnvelope = ({ promptAt, fieldName }: ProviderContract, body: RequestBody): void => {
  const path = promptAt.slice(0, -1)
  if (path.length === 0) return
  const value = valueAt(body, path)
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return
  const field = fieldName(path)
  const kind = value === undefined ? 'missing-field' : 'invalid-type'
  throw new Refusal(kind, `${field} must be an object with the input of the model.`, field)
}
