import type { RequestBody } from '../../contracts/index.ts'
import { bounds } from '../bounds.ts'
import type { BodyFields } from '../notes/body-fields.ts'
import type { Simulation } from '../simulation.ts'
import { isOwnFile, uploadAt } from '../uploads/own-file.ts'
import { type BadPicture, unfetched } from './bad-picture.ts'
import type { FileLimits } from './file-limits.ts'
import { type ImageLink, imageLinksIn } from './image-links.ts'
import { judgeFile } from './judge-file.ts'
import { unfetchablePicture } from './unfetchable.ts'

/** How much is read of a file whose page states no limit. */
const USUAL_MAX_BYTES = 2 ** 25

const limitsOf = ({ fields, files }: BodyFields, name: string): FileLimits | undefined => {
  const stated = files.get(name)
  if (stated !== undefined) return stated
  for (const inner of fields.values()) {
    const found = inner && limitsOf(inner, name)
    if (found !== undefined) return found
  }
  return undefined
}

/** Whether nobody waits for the response any more. */
type HasLeft = () => boolean

/**
 * The first picture of a create request that could not be used; undefined if all can. Only with `--fetch-images` is
 * anything fetched to find out.
 */
export const checkPictures = (
  simulation: Simulation,
  body: RequestBody,
  fields: BodyFields,
  hasLeft: HasLeft = () => false,
): BadPicture | undefined | Promise<BadPicture | undefined> => {
  const links = imageLinksIn(body)
  const unfetchable = unfetchablePicture(links, simulation)
  if (unfetchable !== undefined || !simulation.settings.fetchImages || links.length === 0) return unfetchable
  return checkFiles(simulation, links.slice(0, bounds.fetchedImages.most), fields, hasLeft)
}

const checkFiles = async (
  simulation: Simulation,
  links: readonly ImageLink[],
  fields: BodyFields,
  hasLeft: HasLeft,
): Promise<BadPicture | undefined> => {
  for (const found of links) {
    if (hasLeft()) return undefined
    const bad = await checkFile(simulation, found, limitsOf(fields, found.field), hasLeft)
    if (bad !== undefined) return bad
  }
  return undefined
}

const checkFile = async (
  simulation: Simulation,
  found: ImageLink,
  limits: FileLimits | undefined,
  hasLeft: HasLeft,
): Promise<BadPicture | undefined> => {
  const own = uploadAt(simulation, new URL(found.link).pathname)
  if (isOwnFile(simulation, found.link))
    return own && judgeFile(found, { contentType: own.contentType, byteLength: own.bytes.length }, limits)
  const { origin } = new URL(found.link)
  await simulation.fetches.take(origin)
  try {
    if (hasLeft()) return undefined
    const { fetchFile } = await import('./fetch-file.ts')
    return judgeFile(found, await fetchFile(found.link, limits?.maxBytes ?? USUAL_MAX_BYTES), limits)
  } catch (error) {
    return unfetched(found.link, error instanceof Error ? error.message : String(error))
  } finally {
    simulation.fetches.giveBack(origin)
  }
}
