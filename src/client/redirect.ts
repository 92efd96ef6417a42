import type { Outgoing, ResponseLimits, Transmission, Transport } from './transport/transport.ts'

const MOST_REDIRECTS = 3

/**
 * Sends a request; a GET follows redirects that stay on the API's host, since the key goes along. A create request follows
 * none: whether the first address has done it already cannot be known.
 */
export const followed = async (
  transport: Transport,
  outgoing: Outgoing,
  limits: ResponseLimits,
): Promise<Transmission> => {
  let target = outgoing
  for (let redirects = 0; ; redirects += 1) {
    const transmission = await transport.send(target, limits)
    const next = outgoing.method === 'GET' ? targetOf(transmission, target) : undefined
    if (next === undefined || redirects >= MOST_REDIRECTS) return transmission
    target = { ...target, ...next }
  }
}

const targetOf = (
  transmission: Transmission,
  { origin, path }: Outgoing,
): { readonly origin: string; readonly path: string } | undefined => {
  if (transmission.kind !== 'answered' || ![301, 302, 303, 307, 308].includes(transmission.status))
    return undefined
  const { location } = transmission.headers
  if (typeof location !== 'string' || !URL.canParse(location, origin + path)) return undefined
  const to = new URL(location, origin + path)
  const from = new URL(origin)
  const isSafer = to.protocol === from.protocol || to.protocol === 'https:'
  return to.hostname === from.hostname && isSafer
    ? { origin: to.origin, path: to.pathname + to.search }
    : undefined
}
