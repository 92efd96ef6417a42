import { ControlError } from '../simulator/control/control-error.ts'
import { CONTROL_PREFIX } from '../simulator/control/control-prefix.ts'
import { type JsonRecord, type SimulatorAddress, ToolError } from './tool.ts'

/** One call of the control API. */
export interface ControlRequest {
  readonly method: string
  /** Below the prefix of the control API, with its query. */
  readonly path: string
  /** The account it is about; the whole simulator without one. */
  readonly key?: string | undefined
  readonly body?: unknown
  readonly signal?: AbortSignal
}

const headersOf = (key: string | undefined, token: string | undefined): Record<string, string> => ({
  ...(key !== undefined && { authorization: `Bearer ${key}` }),
  ...(token !== undefined && { 'x-stuntdouble-token': token }),
})

/**
 * Calls the control API of a simulator.
 * @throws ControlError with its sentence when it refuses, ToolError when there is no simulator
 */
export const callControl = async (
  { url, token }: SimulatorAddress,
  { method, path, key, body, signal }: ControlRequest,
): Promise<JsonRecord> => {
  if (key !== undefined && !/^[\x21-\x7e]+$/.test(key))
    throw new ToolError('"key" is a text without spaces, such as the one that create_situation returned.')
  const response = await fetch(url + CONTROL_PREFIX + path, {
    method,
    headers: headersOf(key, token),
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal !== undefined && { signal }),
  }).catch(() => {
    throw new ToolError(`There is no simulator on ${url} any more; start it again.`)
  })
  const answer = (await response.json().catch(() => ({}))) as JsonRecord
  if (response.ok) return answer
  throw new ControlError(response.status, String(answer.error ?? `The simulator said ${response.status}.`))
}
