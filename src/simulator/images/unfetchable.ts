import { isInternalHost } from '../../contracts/addresses.ts'
import type { Simulation } from '../simulation.ts'
import { isOwnFile } from '../uploads/own-file.ts'
import { type BadPicture, unfetched } from './bad-picture.ts'
import type { ImageLink } from './image-links.ts'

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

/** The first picture that its address alone shows to be out of reach; nothing is fetched to find it. */
export const unfetchablePicture = (
  links: readonly ImageLink[],
  simulation: Simulation,
): BadPicture | undefined => {
  for (const { link } of links) {
    const reason = reasonAgainst(link, simulation)
    if (reason !== undefined) return unfetched(link, reason)
  }
  return undefined
}
