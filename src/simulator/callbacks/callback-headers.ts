/** How callbacks name themselves, to receivers and to the control API, which is closed to them. */
export const CALLBACK_AGENT = 'stuntdouble-callback'

/** The headers of one attempt as undici takes them, its own before the usual ones; the providers' own user agents are not known. */
export const headersOf = (
  own: Readonly<Record<string, string>>,
  authorization: string | undefined,
): string[] => {
  const headers = authorization === undefined ? [] : ['authorization', authorization]
  let [namesType, namesAgent] = [false, false]
  for (const name in own) {
    const lower = name.toLowerCase()
    namesType ||= lower === 'content-type'
    namesAgent ||= lower === 'user-agent'
    headers.push(name, own[name] ?? '')
  }
  if (!namesType) headers.push('content-type', 'application/json')
  if (!namesAgent) headers.push('user-agent', CALLBACK_AGENT)
  return headers
}
