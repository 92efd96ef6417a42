import type { OutputType } from '../../pages/imported-page.ts'

/** The formats of result files. Kie returns text in the response, not as a file. */
export const FORMATS = {
  mp4: { output: 'video', contentType: 'video/mp4' },
  png: { output: 'image', contentType: 'image/png' },
  jpeg: { output: 'image', contentType: 'image/jpeg' },
  webp: { output: 'image', contentType: 'image/webp' },
  mp3: { output: 'audio', contentType: 'audio/mpeg' },
  wav: { output: 'audio', contentType: 'audio/wav' },
  txt: { output: 'text', contentType: 'text/plain; charset=utf-8' },
} as const satisfies Readonly<Record<string, { readonly output: OutputType; readonly contentType: string }>>

export type ResultFormat = keyof typeof FORMATS

export const USUAL_FORMAT: Readonly<Record<OutputType, ResultFormat>> = {
  video: 'mp4',
  image: 'png',
  audio: 'mp3',
  text: 'txt',
}

const SPELLINGS: ReadonlyMap<string, ResultFormat> = new Map([
  ['jpg', 'jpeg'],
  ['jpe', 'jpeg'],
  ['jfif', 'jpeg'],
  ['mpeg', 'mp3'],
  ['mpga', 'mp3'],
  ['wave', 'wav'],
])

/** Formats without a placeholder, by the closest one that has one: lossless for lossless, with alpha for with alpha. */
const NEAREST: Readonly<Record<OutputType, Partial<Record<ResultFormat, readonly string[]>>>> = {
  video: {
    mp4: ['mov', 'quicktime', 'webm', 'mkv', 'matroska', 'avi', 'm4v', 'gif', 'prores', 'ogv', 'flv'],
  },
  image: {
    png: ['gif', 'apng', 'tiff', 'tif', 'bmp', 'svg', 'psd', 'exr', 'ico'],
    webp: ['avif', 'jxl'],
    jpeg: ['heic', 'heif', 'jp2'],
  },
  audio: {
    wav: ['flac', 'pcm', 'l16', 'linear16', 'aiff', 'aif', 'alac', 'ulaw', 'mulaw', 'alaw', 'basic'],
    mp3: ['ogg', 'oga', 'opus', 'vorbis', 'aac', 'm4a', 'weba', 'webm', 'mka', 'wma', 'amr'],
  },
  text: {},
}

const isFormat = (word: string): word is ResultFormat => Object.hasOwn(FORMATS, word)

const isKnownElsewhere = (word: string): boolean =>
  isFormat(word) ||
  Object.values(NEAREST).some((table) => Object.values(table).some((words) => words.includes(word)))

/** `mp3` of `MP3_44100_128`, `png` of `image/png`, `wav` of `.wav`. */
const plainWord = (written: string): string =>
  written
    .trim()
    .toLowerCase()
    .replace(/^\.|^(image|audio|video)\/(x-)?/, '')
    .split(/[_;,\s-]/)[0] ?? ''

/** The format that a request's word stands for. */
export interface ChosenFormat {
  readonly format: ResultFormat
  /** The word itself, if there is no placeholder for it. */
  readonly instead?: string
}

/** The placeholder's format for a word; undefined if the word does not name a format (`url`, `b64_json`). */
export const formatFor = (output: OutputType, written: string): ChosenFormat | undefined => {
  const plain = plainWord(written)
  const word = SPELLINGS.get(plain) ?? plain
  if (isFormat(word) && FORMATS[word].output === output) return { format: word }
  for (const [format, words] of Object.entries(NEAREST[output]))
    if (isFormat(format) && words.includes(word)) return { format, instead: plain }
  return isKnownElsewhere(word) ? { format: USUAL_FORMAT[output], instead: plain } : undefined
}

/** The path of a result with the ending of its format. */
export const pathWithFormat = (path: string, format: ResultFormat | undefined): string =>
  format === undefined ? path : path.replace(/\.mp4$/, `.${format}`)
