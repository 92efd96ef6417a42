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
export const imageLinksIn = (body: RequestBody): readonly ImageLink[] => linksIn(body, undefined, 0)

const linksIn = (body: RequestBody, pictureField: string | undefined, depth: number): readonly ImageLink[] =>
  depth > DEEPEST
    ? []
    : Object.entries(body).flatMap(([name, value]) => {
        const field = pictureField ?? (isPictureField(name) ? name : undefined)
        if (typeof value === 'string')
          return field !== undefined && /^[a-z][a-z\d+.-]{0,20}:/i.test(value) ? [{ link: value, field }] : []
        if (typeof value !== 'object' || value === null) return []
        return linksIn(value as RequestBody, field, depth + 1)
      })
