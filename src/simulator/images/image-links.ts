import type { RequestBody } from '../../contracts/index.ts'

/** Fields in which pages ask for pictures: `image_url`, `imageUrls`, `input_image`, `first_frame_url`, `mask`. */
const NAMES = /(^|_)(image|img|picture|photo|frame|mask)s?(_|$)/

const isPictureField = (name: string): boolean =>
  NAMES.test(name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase())

const DEEPEST = 6

/** The addresses of pictures in a create request: texts with a scheme, in fields whose name says that they hold pictures. */
export const imageLinksIn = (body: RequestBody, isPicture = false, depth = 0): readonly string[] =>
  depth > DEEPEST
    ? []
    : Object.entries(body).flatMap(([name, value]) => {
        const isOne = isPicture || isPictureField(name)
        if (typeof value === 'string') return isOne && /^[a-z][a-z\d+.-]{0,20}:/i.test(value) ? [value] : []
        if (typeof value !== 'object' || value === null) return []
        return imageLinksIn(value as RequestBody, isOne, depth + 1)
      })
