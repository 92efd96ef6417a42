/** The control API, which has the same origin and prefix as the console. */
const here = new URL('./', location.href)

/** Where the simulator is, without a trailing slash: a client's base URL. */
export const serverUrl = new URL('../', here).href.replace(/\/$/, '')

/** @typedef {Readonly<Record<string, string | number | undefined>>} Query */

/** @type {(path: string, query?: Query) => URL} */
export const addressOf = (path, query = {}) => {
  const url = new URL(path, here)
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) url.searchParams.set(name, String(value))
  return url
}

/** A call that was refused or could not be made, with a sentence for a person. */
class CallError extends Error {
  name = 'CallError'
}

/** @type {(text: string) => string | undefined} */
const errorIn = (text) => {
  try {
    return JSON.parse(text).error
  } catch {
    // Not ours, then: a proxy's.
    return text
  }
}

/**
 * Calls the control API.
 *
 * @param {'GET' | 'POST' | 'PUT' | 'DELETE'} method
 * @param {string} path
 * @param {{ query?: Query, body?: unknown }} [options]
 * @returns {Promise<any>} the JSON; its type is the caller's to state
 * @throws {CallError}
 */
export const call = async (method, path, { query, body } = {}) => {
  const sent =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  /** @type {Response} */
  let answer
  try {
    answer = await fetch(addressOf(path, query), { method, ...sent })
  } catch {
    throw new CallError('The simulator does not respond; is it still running?')
  }
  const text = await answer.text()
  if (answer.ok) return JSON.parse(text)
  throw new CallError(errorIn(text) || `The simulator responded with ${answer.status}.`)
}

/** @type {(account: string | undefined) => EventSource} */
export const eventsOf = (account) => new EventSource(addressOf('events', { account }))

/**
 * A result link as an address on the console's own origin, whatever name the simulator gives itself.
 *
 * @type {(resultUrl: string) => string | undefined}
 */
export const fileUrl = (resultUrl) => {
  const at = resultUrl.indexOf('/files/')
  return at < 0 ? undefined : serverUrl + resultUrl.slice(at)
}
