import type { Transform } from 'node:stream'
import {
  brotliDecompressSync,
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  gunzipSync,
  inflateRawSync,
  inflateSync,
} from 'node:zlib'
import { LONGEST_RESPONSE_BYTES } from './transport.ts'

/** The encodings that are requested: Kie compresses 649 of 650 responses (observed). */
export const ACCEPTED_ENCODINGS = 'gzip, deflate, br'

const GZIP = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: LONGEST_RESPONSE_BYTES }
const BROTLI = { finishFlush: constants.BROTLI_OPERATION_FLUSH, maxOutputLength: LONGEST_RESPONSE_BYTES }

const inflated = (bytes: Buffer): Buffer => {
  try {
    return inflateSync(bytes, GZIP)
  } catch {
    // Some servers send the bare stream, without zlib's header.
    return inflateRawSync(bytes, GZIP)
  }
}

const decoders: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  gzip: (bytes) => gunzipSync(bytes, GZIP),
  'x-gzip': (bytes) => gunzipSync(bytes, GZIP),
  deflate: inflated,
  br: (bytes) => brotliDecompressSync(bytes, BROTLI),
}

const isGzip = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b

/** The encodings of a Content-Encoding header in the order in which they are undone. */
export const encodingsIn = (header: string | undefined): readonly string[] =>
  (header ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity')
    .reverse()

/**
 * A body as text. A truncated one is decoded as far as it goes, since it may hold an id; one that cannot be decoded is
 * returned as it is.
 */
export const textOf = (bytes: Buffer, contentEncoding: string | undefined): string => {
  try {
    const encodings = encodingsIn(contentEncoding)
    // A proxy may have dropped the header and kept the bytes.
    const undo = encodings.length === 0 && isGzip(bytes) ? ['gzip'] : encodings
    return undo.reduce((rest, name) => decoders[name]?.(rest) ?? rest, bytes).toString('utf8')
  } catch {
    return bytes.toString('utf8')
  }
}

const streams: Readonly<Record<string, () => Transform>> = {
  gzip: () => createGunzip(),
  'x-gzip': () => createGunzip(),
  deflate: () => createInflate(),
  br: () => createBrotliDecompress(),
}

/** A stream that undoes one encoding, or `undefined` if it is not known. */
export const decoderOf = (encoding: string): Transform | undefined => streams[encoding]?.()
