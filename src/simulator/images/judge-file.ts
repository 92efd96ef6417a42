import { type BadPicture, unfetched, unsuitable } from './bad-picture.ts'
import type { FileLimits } from './file-limits.ts'
import type { ImageLink } from './image-links.ts'

/** What an address leads to. */
export interface FoundFile {
  /** By its first bytes, else as its server says. */
  readonly contentType: string
  /** As far as it was read. */
  readonly byteLength: number
}

/** Pages call one type by two names, and may leave out what kind of file it is. */
const plainType = (type: string): string => type.replace(/^.*\//, '').replace(/^jpg$/, 'jpeg')

const takes = (types: readonly string[], contentType: string): boolean =>
  types.length === 0 || types.some((type) => plainType(type) === plainType(contentType) || type === 'image/*')

/** What is wrong with a file as the picture of its field; undefined where nothing is, as far as the page says. */
export const judgeFile = (
  { link, field }: ImageLink,
  { contentType, byteLength }: FoundFile,
  limits: FileLimits | undefined,
): BadPicture | undefined => {
  if (contentType.startsWith('text/html')) return unfetched(link, 'it leads to a page, not to a picture')
  if (limits === undefined) return undefined
  const { types, maxBytes } = limits
  if (maxBytes !== undefined && byteLength > maxBytes)
    return unsuitable('image-fetch', link, `has more than the ${maxBytes} bytes that ${field} takes`)
  return takes(types, contentType)
    ? undefined
    : unsuitable('image-format', link, `is ${contentType}; ${field} takes ${types.join(', ')}`)
}
