import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { MediaRequest } from '../../contracts/contract.ts'
import { FORMATS, type ResultFormat } from './formats.ts'

/**
 * The placeholder videos in `media/`, built by `scripts/build-media.sh`: which one is served for a request, and its
 * bytes. Nothing is read until a file is asked for; then it is kept.
 */
export interface Media extends MediaRequest {
  /** The file's name in `media/`: `720p-16x9-5s.mp4`. */
  readonly name: string
  readonly contentType: string
  /** The file itself, read on first use. @throws Error when the package lacks it */
  read(): MediaContent
}

export interface MediaContent {
  readonly bytes: Buffer
  /** A strong validator, made from the bytes. In quotes, as it is sent. */
  readonly etag: string
  /** The same for every file and every installation, so that responses repeat. */
  readonly lastModified: string
}

const LAST_MODIFIED = 'Thu, 01 Jan 2026 00:00:00 GMT'

const DURATIONS_SECONDS = [5, 10]

// EvoLink offers 4:3 and 3:4 for 720p and 1080p only (documented).
const ASPECT_RATIOS: Readonly<Record<string, readonly string[]>> = {
  '480p': ['16:9', '9:16', '1:1'],
  '720p': ['16:9', '9:16', '1:1', '4:3', '3:4'],
  '1080p': ['16:9', '9:16', '1:1', '4:3', '3:4'],
}

/** The directories from `start` up to the root. */
function* upwards(start: string): Generator<string> {
  let directory = start
  for (let last = ''; directory !== last; directory = dirname(directory)) {
    yield directory
    last = directory
  }
}

/**
 * The path of a file in the nearest `media/` above `start` that has it: in the source, this file is three folders below
 * the package root; in a bundle, one.
 * @throws Error when there is none
 */
export const locateMedia = (name: string, start = dirname(fileURLToPath(import.meta.url))): string => {
  for (const directory of upwards(start)) {
    const path = join(directory, 'media', name)
    if (existsSync(path)) return path
  }
  throw new Error(
    `The result video media/${name} is missing: no directory from ${start} upwards has it. ` +
      'It is part of the package: install it again or, in a checkout, run scripts/build-media.sh.',
  )
}

const readContent = (name: string): MediaContent => {
  const bytes = readFileSync(locateMedia(name))
  const digest = createHash('sha256').update(bytes).digest('hex')
  return { bytes, etag: `"${digest.slice(0, 32)}"`, lastModified: LAST_MODIFIED }
}

const createMedia = (resolution: string, aspectRatio: string, durationSeconds: number): Media => {
  const name = `${resolution}-${aspectRatio.replace(':', 'x')}-${durationSeconds}s.mp4`
  return { ...fileOf(name, FORMATS.mp4.contentType), resolution, aspectRatio, durationSeconds }
}

/** A file that is read on first use. */
export type MediaFile = Pick<Media, 'name' | 'contentType' | 'read'>

const fileOf = (name: string, contentType: string): MediaFile => {
  let content: MediaContent | undefined
  const read = (): MediaContent => {
    content ??= readContent(name)
    return content
  }
  return { name, contentType, read }
}

const OTHERS = new Map<ResultFormat, MediaFile>()

/** The file of a format other than video: there is one of each, whatever was asked for. */
export const placeholderOf = (format: ResultFormat): MediaFile => {
  const known = OTHERS.get(format) ?? fileOf(`placeholder.${format}`, FORMATS[format].contentType)
  OTHERS.set(format, known)
  return known
}

/** Every file. */
export const MEDIA: readonly Media[] = Object.entries(ASPECT_RATIOS).flatMap(([resolution, aspectRatios]) =>
  aspectRatios.flatMap((aspectRatio) =>
    DURATIONS_SECONDS.map((duration) => createMedia(resolution, aspectRatio, duration)),
  ),
)

/** The short side in pixels: 720 for `720p`, `1280x720` and `720*1280`, 2160 for `4K`. */
const shortSide = (resolution: string): number => {
  const [, thousands] = /^\s*(\d+)\s*k\b/i.exec(resolution) ?? []
  const sides = resolution.match(/\d+/g)?.map(Number) ?? []
  const side = thousands === undefined ? Math.min(...sides) : Number(thousands) * 540
  // No number, or one of 400 digits.
  return Number.isFinite(side) ? side : 720
}

/** The logarithm of width by height, so that 16:9 is as far from 1:1 as 9:16 is. */
const shape = (aspectRatio: string): number => {
  const [width, height] = aspectRatio.split(/[:x/]/i)
  const logarithm = Math.log(Number(width) / Number(height))
  return Number.isFinite(logarithm) ? logarithm : Math.log(16 / 9)
}

const seconds = (durationSeconds: number): number => (Number.isFinite(durationSeconds) ? durationSeconds : 5)

/** The criteria of nearness, the most important first. */
const MEASURES: readonly ((request: MediaRequest) => number)[] = [
  (request) => shortSide(request.resolution),
  (request) => shape(request.aspectRatio),
  (request) => seconds(request.durationSeconds),
]

const findNearest = (request: MediaRequest): Media | undefined => {
  let left = MEDIA
  for (const measure of MEASURES) {
    const wanted = measure(request)
    const distance = (media: Media): number => Math.abs(measure(media) - wanted)
    const least = Math.min(...left.map(distance))
    // Equal but for rounding: 4:3 lies exactly between 16:9 and 1:1.
    left = left.filter((media) => distance(media) - least < 1e-9)
  }
  return left[0]
}

const isExactly = (request: MediaRequest, media: Media): boolean =>
  media.durationSeconds === request.durationSeconds &&
  media.aspectRatio === request.aspectRatio &&
  media.resolution === request.resolution

/**
 * The file of exactly this duration, shape and resolution or, if there is none, the nearest: by short side first, then
 * by shape among those of that resolution, then by duration. Of two equally near, the one listed first: 480p before
 * 720p, 16:9 before 1:1, 5 s before 10 s. Values that cannot be read (`auto`) count as 720p, 16:9, 5 s.
 */
export const findMedia = (request: MediaRequest): Media => {
  const media = MEDIA.find((one) => isExactly(request, one)) ?? findNearest(request)
  if (media === undefined) throw new Error(`No result video is near ${JSON.stringify(request)}.`)
  return media
}
