/** The control API, which has the same origin and prefix as the console. */
const here = new URL('./', location.href)

/** Where the simulator is, without a trailing slash: a client's base URL. */
export const serverUrl = new URL('../', here).href.replace(/\/$/, '')

const addressOf = (path, query = {}) => {
  const url = new URL(path, here)
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) url.searchParams.set(name, value)
  return url
}

class CallError extends Error {
  constructor(status, message) {
    super(message)
    this.status = status
  }
}

const answered = async (answer) => {
  const text = await answer.text()
  if (answer.ok) return JSON.parse(text)
  let message = text
  try {
    message = JSON.parse(text).error ?? text
  } catch {
    // Not ours, then: a proxy's.
  }
  throw new CallError(answer.status, message || `The simulator responded with ${answer.status}.`)
}

/** Calls the control API. @throws CallError with the sentence it answered */
export const call = async (method, path, { query, body } = /** @type {any} */ ({})) => {
  let answer
  try {
    answer = await fetch(addressOf(path, query), {
      method,
      ...(body !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    })
  } catch {
    throw new CallError(0, 'The simulator does not respond; is it still running?')
  }
  return answered(answer)
}

/** Calls a provider as a client would, with the console's own key. */
export const callProvider = async (path, key, body) =>
  answered(
    await fetch(serverUrl + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify(body),
    }),
  )

export const eventsOf = (account) => new EventSource(addressOf('events', { account }))

/** A result link as an address on the console's own origin, whatever name the simulator gives itself. */
export const fileUrl = (resultUrl) => {
  const at = resultUrl.indexOf('/files/')
  return at < 0 ? undefined : serverUrl + resultUrl.slice(at)
}
