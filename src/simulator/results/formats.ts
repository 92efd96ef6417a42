import type { OutputType } from '../../contracts/import/imported-page.ts'
import { recordOf } from '../../contracts/media.ts'

/** The formats of result files. A text of Kie's is no file: it stands in the answer. */
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

const USUAL: Readonly<Record<OutputType, ResultFormat>> = {
  video: 'mp4',
  image: 'png',
  audio: 'mp3',
  text: 'txt',
}

/** The format a request asks for, if it makes such files, else the usual one. */
export const formatOf = (output: OutputType, request: Readonly<Record<string, unknown>>): ResultFormat => {
  const fields = { ...request, ...recordOf(request.input) } as Record<string, unknown>
  const asked = fields.output_format ?? fields.outputFormat ?? fields.response_format ?? fields.format
  const word = typeof asked === 'string' ? asked.toLowerCase().replace(/^(image|audio)\//, '') : ''
  const format = /^jpe?g/.test(word)
    ? 'jpeg'
    : /^mp3|^mpeg/.test(word)
      ? 'mp3'
      : /^(wav|pcm)/.test(word)
        ? 'wav'
        : word
  return Object.hasOwn(FORMATS, format) && FORMATS[format as ResultFormat].output === output
    ? (format as ResultFormat)
    : USUAL[output]
}

/** What a task makes, as EvoLink calls it. */
export const outputOfFormat = (format: ResultFormat | undefined): OutputType =>
  FORMATS[format ?? 'mp4'].output

/** The path of a result with the ending of its format. */
export const pathWithFormat = (path: string, format: ResultFormat | undefined): string =>
  format === undefined ? path : path.replace(/\.mp4$/, `.${format}`)
