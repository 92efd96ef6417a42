import type { RequestBody } from '../../contracts/index.ts'

/** Fields in which pages ask for pictures: `image_url`, `imageUrls`, `input_image`, `first_frame_url`, `mask`. */
const NAMES = /(^|_)(image|img|picture|photo|frame|mask)s?(_|$)/

const isPictureField = (name: string): boolean =>
  NAMES.test(name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase())

const DEEPEST = 6

/** The address of a picture in a create request. */
export interface ImageLink {
  readonly link: string
  /** The field that holds it: `image_url`, or `image_urls` for one of a list. */
  readonly field: string
}

/** The addresses of pictures in a create request: texts with a scheme, in fields whose name says that they hold pictures. */
export const imageLinksIn = (body: RequestBody): readonly ImageLink[] => {
  const found: ImageLink[] = []
  addLinks(found, body, [])
  return found
}

const HAS_SCHEME = /^[a-z][a-z\d+.-]{0,20}:/i

const addLinks = (found: ImageLink[], body: RequestBody, above: readonly string[]): void => {
  if (above.length > DEEPEST) return
  for (const [name, value] of Object.entries(body)) {
    if (typeof value === 'string') {
      // Few texts have a scheme, so their names are looked at last.
      const field = HAS_SCHEME.test(value) ? [...above, name].find(isPictureField) : undefined
      if (field !== undefined) found.push({ link: value, field })
    } else if (typeof value === 'object' && value !== null)
      addLinks(found, value as RequestBody, [...above, name])
  }
}
