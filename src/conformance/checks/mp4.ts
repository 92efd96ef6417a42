/** What an MP4 file says of its video. */
export interface Mp4 {
  readonly durationSeconds: number
  readonly width: number
  readonly height: number
}

/** Why a file is not a whole MP4. */
export interface BrokenMp4 {
  readonly broken: string
}

interface Box {
  readonly type: string
  /** Where its content starts and ends. */
  readonly start: number
  readonly end: number
}

/** Reads the boxes of an MP4 (ISO/IEC 14496-12): all of them have to be there, and each as long as it says. */
export const readMp4 = (bytes: Buffer): Mp4 | BrokenMp4 => {
  const boxes = boxesIn(bytes, 0, bytes.length)
  if ('broken' in boxes) return boxes
  const missing = ['ftyp', 'moov', 'mdat'].find((type) => !boxes.some((box) => box.type === type))
  if (missing !== undefined) return { broken: `it has no ${missing} box, only ${namesOf(boxes)}` }
  const media = boxes.find(({ type }) => type === 'mdat')
  if (media === undefined || media.end === media.start) return { broken: 'its mdat box is empty' }
  const movie = boxes.find(({ type }) => type === 'moov')
  return movie === undefined ? { broken: 'it has no moov box' } : readMovie(bytes, movie)
}

const namesOf = (boxes: readonly Box[]): string =>
  boxes.length === 0 ? 'no boxes' : boxes.map(({ type }) => type).join(', ')

const boxesIn = (bytes: Buffer, from: number, to: number): readonly Box[] | BrokenMp4 => {
  const boxes: Box[] = []
  for (let at = from; at < to; ) {
    if (to - at < 8) return { broken: `${to - at} bytes are left over after ${namesOf(boxes)}` }
    const type = bytes.toString('latin1', at + 4, at + 8)
    const size = bytes.readUInt32BE(at)
    const isLong = size === 1 && to - at >= 16
    const length = size === 0 ? to - at : isLong ? Number(bytes.readBigUInt64BE(at + 8)) : size
    const start = at + (isLong ? 16 : 8)
    if (length < start - at || !/^[\x20-\x7e\xa9]{4}$/.test(type))
      return { broken: `there is no box at byte ${at}` }
    if (at + length > to)
      return { broken: `its ${type} box should be ${length} bytes long, and ${to - at} are there` }
    boxes.push({ type, start, end: at + length })
    at += length
  }
  return boxes
}

const readMovie = (bytes: Buffer, { start, end }: Box): Mp4 | BrokenMp4 => {
  const inside = boxesIn(bytes, start, end)
  if ('broken' in inside) return inside
  const header = inside.find(({ type }) => type === 'mvhd')
  if (header === undefined) return { broken: 'its moov box has no mvhd box' }
  for (const track of inside.filter(({ type }) => type === 'trak')) {
    const parts = boxesIn(bytes, track.start, track.end)
    if ('broken' in parts) return parts
    const size = sizeIn(bytes, parts)
    if (size !== undefined) return { ...size, durationSeconds: durationIn(bytes, header) }
  }
  return { broken: 'it has no track with a picture' }
}

/** The length stands after two times, in a unit that stands before it; version 1 has 64 bits for each but the unit. */
const durationIn = (bytes: Buffer, { start, end }: Box): number => {
  const isWide = bytes[start] === 1
  if (end - start < (isWide ? 32 : 20)) return Number.NaN
  const perSecond = bytes.readUInt32BE(start + (isWide ? 20 : 12))
  const duration = isWide ? Number(bytes.readBigUInt64BE(start + 24)) : bytes.readUInt32BE(start + 16)
  return duration / perSecond
}

/** Width and height are the last eight bytes of a track's header, with 16 bits after the point; sound has none. */
const sizeIn = (bytes: Buffer, parts: readonly Box[]): Pick<Mp4, 'width' | 'height'> | undefined => {
  const header = parts.find(({ type }) => type === 'tkhd')
  if (header === undefined || header.end - header.start < 84) return undefined
  const width = bytes.readUInt32BE(header.end - 8) / 65_536
  const height = bytes.readUInt32BE(header.end - 4) / 65_536
  return width > 0 && height > 0 ? { width, height } : undefined
}
