import { FILES_PREFIX } from '../results/links.ts'
import type { Simulation } from '../simulation.ts'
import { UPLOADS_PREFIX, type Upload } from './uploads.ts'

/** The upload that a link of this simulator leads to, if it is still there. */
export const uploadAt = (simulation: Simulation, pathname: string): Upload | undefined => {
  const start = pathname.indexOf(`${UPLOADS_PREFIX}/`)
  if (start === -1) return undefined
  const upload = simulation.uploads.find(pathname.slice(start + UPLOADS_PREFIX.length + 1))
  const now = upload && simulation.accounts.ofName(upload.account)?.clock.now()
  return upload !== undefined && now !== undefined && now < upload.expiresAt ? upload : undefined
}

/** Whether a link is to a file on this simulator's own port: an upload that is still there, or a result. */
export const isOwnFile = (simulation: Simulation, link: string): boolean => {
  const { host, pathname } = new URL(link)
  const isOurs = [simulation.url, simulation.linkBase].some(
    (base) => base !== '' && new URL(base).host === host,
  )
  return isOurs && (pathname.includes(`${FILES_PREFIX}/`) || uploadAt(simulation, pathname) !== undefined)
}
