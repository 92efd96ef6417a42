import { isInternalHost } from '../../contracts/addresses.ts'
import type { RequestBody } from '../../contracts/index.ts'
import type { Simulation } from '../simulation.ts'
import { isOwnFile } from '../uploads/own-file.ts'
import { imageLinksIn } from './image-links.ts'

/** Addresses that are known to lead to a page about a picture instead of the picture. */
const PAGES =
  /^https?:\/\/(drive\.google\.com\/file\/|(www\.)?dropbox\.com\/s(cl)?\/(?!.*[?&](dl|raw)=1)|photos\.google\.com\/|imgur\.com\/(a|gallery)\/)|\.(html?|php|aspx?)([?#]|$)/i

/** Why nobody outside can fetch a picture; undefined where somebody may. */
const reasonAgainst = (link: string, simulation: Simulation): string | undefined => {
  if (!URL.canParse(link)) return 'it is not an address'
  const { protocol, hostname } = new URL(link)
  if (protocol !== 'http:' && protocol !== 'https:')
    return `a ${protocol} address means something on the caller's side only`
  if (isOwnFile(simulation, link)) return undefined
  if (isInternalHost(hostname)) return `${hostname} is inside your network`
  return PAGES.test(link) ? 'it leads to a page, not to a picture' : undefined
}

const shown = (link: string): string => JSON.stringify(link.length > 60 ? `${link.slice(0, 60)}…` : link)

/** What is wrong with the first picture of a create request that cannot be fetched from outside; undefined if all can. */
export const unfetchableImage = (body: RequestBody, simulation: Simulation): string | undefined => {
  for (const link of imageLinksIn(body)) {
    const reason = reasonAgainst(link, simulation)
    if (reason !== undefined) return `the picture ${shown(link)} cannot be fetched: ${reason}`
  }
  return undefined
}
