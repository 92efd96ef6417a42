/** How files of these types begin, as Latin-1. */
const BEGINNINGS: readonly (readonly [RegExp, string])[] = [
  [/^\x89PNG\r\n/, 'image/png'],
  [/^\xff\xd8\xff/, 'image/jpeg'],
  [/^RIFF....WEBP/s, 'image/webp'],
  [/^GIF8/, 'image/gif'],
  [/^....ftyp/s, 'video/mp4'],
  [/^%PDF/, 'application/pdf'],
  [/^\s*<(!doctype|html)/i, 'text/html'],
]

/** What a file is, by its first bytes; else what was said of it. */
export const contentTypeOf = (bytes: Buffer, said: string | undefined): string => {
  const start = bytes.toString('latin1', 0, 16)
  return BEGINNINGS.find(([beginning]) => beginning.test(start))?.[1] ?? said ?? 'application/octet-stream'
}

const ENDINGS: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'video/mp4': 'mp4',
}

/** What a file is called when nobody named it. */
export const nameFor = (contentType: string): string => `upload.${ENDINGS[contentType] ?? 'bin'}`
