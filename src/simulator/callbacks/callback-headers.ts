/** How callbacks name themselves, to receivers and to the control API, which is closed to them. */
export const CALLBACK_AGENT = 'stuntdouble-callback'

/** The headers of every callback; the providers' own user agents are not known. */
const DEFAULTS: readonly (readonly [string, string])[] = [
  ['content-type', 'application/json'],
  ['user-agent', CALLBACK_AGENT],
]

/** The headers of one attempt as undici takes them, its own before the defaults. */
export const headersOf = (
  own: Readonly<Record<string, string>>,
  authorization: string | undefined,
): string[] => {
  const headers = authorization === undefined ? [] : ['authorization', authorization]
  const named = new Set<string>()
  for (const [name, value] of Object.entries(own)) {
    named.add(name.toLowerCase())
    headers.push(name, value)
  }
  for (const [name, value] of DEFAULTS) if (!named.has(name)) headers.push(name, value)
  return headers
}
