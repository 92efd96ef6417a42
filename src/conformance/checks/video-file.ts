import type { MediaRequest } from '../../contracts/contract.ts'
import type { Failure } from '../judge.ts'
import type { Exchange } from '../wire/wire.ts'
import { readMp4 } from './mp4.ts'

/** What a video has to be; what was not ordered in words may be as the provider likes. */
export interface OrderedVideo {
  readonly media: MediaRequest
  readonly isShapeOrdered: boolean
}

/** Encoders round to whole pictures, and sound may end a little later. */
const SLACK_S = 0.75
const SHAPE_SLACK = 0.04
/** Models round to multiples of 8 or 16 pixels. */
const SIZE_SLACK = 0.12

type Found = Pick<Failure, 'documented' | 'observed' | 'message'>

/** What is wrong with a video file: it is not whole, or not as it was ordered. */
export const wrongInVideo = (
  { bytes }: Pick<Exchange, 'bytes'>,
  ordered: OrderedVideo | undefined,
): readonly Found[] => {
  const video = readMp4(bytes)
  if ('broken' in video) {
    return [{ documented: 'a whole MP4', observed: video.broken, message: 'the result file is not whole' }]
  }
  if (ordered === undefined) return []
  const { durationSeconds, aspectRatio, resolution } = ordered.media
  const { width, height } = video
  const size = `${width}x${height}`
  const isLong = Math.abs(video.durationSeconds - durationSeconds) <= SLACK_S
  const isShaped = !ordered.isShapeOrdered || fitsShape(width / height, aspectRatio)
  return [
    ...(isLong
      ? []
      : [
          {
            documented: `a duration of ${durationSeconds} s`,
            observed: `${Math.round(video.durationSeconds * 1_000) / 1_000} s`,
            message: 'the result file has another duration than was ordered',
          },
        ]),
    ...(isShaped
      ? []
      : [
          {
            documented: `a width and height of ${aspectRatio}`,
            observed: size,
            message: 'the result file has another aspect ratio (width/height) than was ordered',
          },
        ]),
    ...(fitsResolution(width, height, resolution)
      ? []
      : [
          {
            documented: `a width and height of ${resolution}`,
            observed: size,
            message: 'the result file has another resolution (width/height) than was ordered',
          },
        ]),
  ]
}

const fitsShape = (ratio: number, aspectRatio: string): boolean => {
  const [across = 0, down = 0] = aspectRatio.split(':').map(Number)
  return !(across > 0 && down > 0) || Math.abs(ratio / (across / down) - 1) <= SHAPE_SLACK
}

/** `720p` is the shorter side; models that keep the area (960x960 for 720p) mean that of 16:9. */
const fitsResolution = (width: number, height: number, resolution: string): boolean => {
  const lines = Number(/^(\d{3,4})p$/i.exec(resolution)?.[1])
  if (Number.isNaN(lines)) return true
  const isNear = (value: number, wanted: number): boolean => Math.abs(value / wanted - 1) <= SIZE_SLACK
  return isNear(Math.min(width, height), lines) || isNear(width * height, (lines * lines * 16) / 9)
}
