import { createHmac, timingSafeEqual } from 'node:crypto'

/** Where result files are served, on the simulator's own port. */
export const FILES_PREFIX = '/files'

/** Observed: a temporary link of Kie works for 20 minutes. */
const TEMPORARY_LINK_MS = 20 * 60 * 1000

/** The links to a task's files. The account and the task are part of the link, so that no table of links is needed. */
export const resultUrls = (
  linkBase: string,
  account: string,
  taskId: string,
  paths: readonly string[],
): readonly string[] =>
  paths.map((path) => `${linkBase}${FILES_PREFIX}/${encodeURIComponent(account)}/${taskId}/${path}`)

const seal = (seed: number, path: string, expires: number): string =>
  createHmac('sha256', `temporary link ${seed}`).update(`${path}\n${expires}`).digest('hex').slice(0, 32)

/** A link to the same file that works for 20 minutes from `now` on. */
export const temporaryUrl = (linkBase: string, path: string, now: number, seed: number): string => {
  const expires = now + TEMPORARY_LINK_MS
  return `${linkBase}${path}?expires=${expires}&signature=${seal(seed, path, expires)}`
}

/** Until when a temporary link works, epoch ms; `undefined` if the signature is not ours. */
export const temporaryLinkEnd = (
  pathname: string,
  query: Readonly<Record<string, unknown>>,
  seed: number,
): number | undefined => {
  const { expires, signature } = query
  const time = Number(expires)
  if (typeof signature !== 'string' || !Number.isSafeInteger(time)) return undefined
  const expected = Buffer.from(seal(seed, pathname, time))
  const given = Buffer.from(signature)
  return given.length === expected.length && timingSafeEqual(given, expected) ? time : undefined
}
