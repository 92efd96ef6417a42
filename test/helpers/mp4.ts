/**
 * What an MP4 says about itself, read from its boxes (ISO/IEC 14496-12), so that no test depends on ffmpeg.
 * Decodes nothing: that the frames are good is ffmpeg's word.
 */
export interface Mp4 {
  /** Of the whole presentation. */
  readonly durationSeconds: number
  /** Of the video alone, summed up from its frames. */
  readonly videoSeconds: number
  readonly width: number
  readonly height: number
  readonly hasH264: boolean
  readonly hasAac: boolean
  /** The index comes before the frames, so that playing starts before the file has arrived. */
  readonly faststart: boolean
}

interface Box {
  readonly type: string
  readonly body: Buffer
}

/** The boxes in a stretch of the file, in order. @throws Error when they do not fill it exactly */
const boxesIn = (bytes: Buffer): Box[] => {
  const boxes: Box[] = []
  for (let at = 0; at < bytes.length; ) {
    const short = bytes.readUInt32BE(at)
    const type = bytes.toString('latin1', at + 4, at + 8)
    const header = short === 1 ? 16 : 8
    const size = short === 1 ? Number(bytes.readBigUInt64BE(at + 8)) : short === 0 ? bytes.length - at : short
    if (size < header || at + size > bytes.length)
      throw new Error(`Box ${type} at ${at} claims ${size} bytes.`)
    boxes.push({ type, body: bytes.subarray(at + header, at + size) })
    at += size
  }
  return boxes
}

/** The bodies of every box on a path: `find(file, 'moov', 'trak')` gives all tracks. */
const findAll = (bytes: Buffer, ...path: readonly string[]): Buffer[] => {
  const [type, ...rest] = path
  if (type === undefined) return [bytes]
  return boxesIn(bytes).flatMap((box) => (box.type === type ? findAll(box.body, ...rest) : []))
}

const find = (bytes: Buffer, ...path: readonly string[]): Buffer => {
  const [body] = findAll(bytes, ...path)
  if (body === undefined) throw new Error(`There is no box ${path.join('/')}.`)
  return body
}

/** Ticks per second, at the same place in `mvhd` and `mdhd`; `duration` follows it. */
const timesOf = (header: Buffer): { readonly timescale: number; readonly duration: number } =>
  header[0] === 1
    ? { timescale: header.readUInt32BE(20), duration: Number(header.readBigUInt64BE(24)) }
    : { timescale: header.readUInt32BE(12), duration: header.readUInt32BE(16) }

const handlerOf = (track: Buffer): string => find(track, 'mdia', 'hdlr').toString('latin1', 8, 12)

/** The entries of `stts`: how many frames, each how long. */
const ticksOf = (track: Buffer): number => {
  const table = find(track, 'mdia', 'minf', 'stbl', 'stts')
  let ticks = 0
  for (let entry = 0; entry < table.readUInt32BE(4); entry++) {
    ticks += table.readUInt32BE(8 + entry * 8) * table.readUInt32BE(12 + entry * 8)
  }
  return ticks
}

/** The first sample description: the box that names the codec. */
const codecOf = (track: Buffer): Box => {
  const [entry] = boxesIn(find(track, 'mdia', 'minf', 'stbl', 'stsd').subarray(8))
  if (entry === undefined) throw new Error('A track describes no samples.')
  return entry
}

const isH264 = (codec: Box): boolean =>
  codec.type === 'avc1' && findAll(codec.body.subarray(78), 'avcC').length === 1

/** Where a descriptor's content starts: after its tag and a length of one to four bytes. */
const contentOf = (bytes: Buffer, at: number): number => {
  let last = at + 1
  while (bytes.readUInt8(last) >= 0x80) last += 1
  return last + 1
}

/** `mp4a` may hold many codecs: the decoder configuration (tag 4) inside the stream's descriptor says 0x40 for AAC. */
const isAac = (codec: Box): boolean => {
  if (codec.type !== 'mp4a') return false
  const bytes = find(codec.body.subarray(28), 'esds')
  const configuration = contentOf(bytes, 4) + 3
  return bytes[configuration] === 4 && bytes[contentOf(bytes, configuration)] === 0x40
}

/** @throws Error naming the box that is missing or broken */
export const parseMp4 = (file: Buffer): Mp4 => {
  const order = boxesIn(file).map((box) => box.type)
  const movie = timesOf(find(file, 'moov', 'mvhd'))
  const tracks = findAll(file, 'moov', 'trak')
  const video = tracks.find((track) => handlerOf(track) === 'vide')
  if (video === undefined) throw new Error('There is no video track.')
  const picture = codecOf(video)
  return {
    durationSeconds: movie.duration / movie.timescale,
    videoSeconds: ticksOf(video) / timesOf(find(video, 'mdia', 'mdhd')).timescale,
    width: picture.body.readUInt16BE(24),
    height: picture.body.readUInt16BE(26),
    hasH264: isH264(picture),
    hasAac: tracks.some((track) => handlerOf(track) === 'soun' && isAac(codecOf(track))),
    faststart: order[0] === 'ftyp' && order.indexOf('moov') < order.indexOf('mdat'),
  }
}
