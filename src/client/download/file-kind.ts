/** What a download accepts as a result by default. */
export interface FileKind {
  /** Its name in errors. */
  readonly name: 'video' | 'audio' | 'image' | 'result'
  readonly accepts: (contentType: string) => boolean
  /** What a file with this beginning is instead of a result of this kind, or `undefined` if it may be one. */
  readonly isReally: (beginning: Uint8Array, contentType: string) => string | undefined
}

/** The first 16 bytes tell what a file is. */
export const BEGINNING_BYTES = 16

export const withArticle = (name: FileKind['name']): string =>
  /^[aeiou]/.test(name) ? `an ${name}` : `a ${name}`

// Object stores serve files of unknown type as octet-stream.
const UNNAMED = /^(application|binary)\/octet-stream/i

/** What files of every kind begin with; `?` is any byte. */
const BEGINNINGS: Readonly<Record<string, readonly string[]>> = {
  gzip: ['\x1f\x8b'],
  'a ZIP archive': ['PK\x03\x04'],
  'a PDF': ['%PDF-'],
  'an image': ['\x89PNG', '\xff\xd8\xff', 'GIF8', 'RIFF????WEBP'],
  audio: ['ID3', 'OggS', 'fLaC', 'RIFF????WAVE'],
  video: ['\x1a\x45\xdf\xa3', 'RIFF????AVI ', 'FLV\x01', 'OggS'],
}

/** The boxes that an MP4 or MOV may begin with, behind four bytes of length. */
const BOXES = ['ftyp', 'styp', 'moov', 'mdat', 'moof', 'wide', 'free', 'skip']

const beginsWith = (beginning: string, pattern: string): boolean =>
  [...pattern].every((character, nth) => character === '?' || beginning[nth] === character)

/** A file may be of several kinds: Ogg and MP4 hold sound as well. */
const kindsOf = (beginning: string): readonly string[] => {
  const known = Object.entries(BEGINNINGS).filter(([, patterns]) =>
    patterns.some((pattern) => beginsWith(beginning, pattern)),
  )
  return [...known.map(([kind]) => kind), ...(isMp4(beginning) ? ['video'] : [])]
}

const isMp4 = (beginning: string): boolean => BOXES.includes(beginning.slice(4, 8))

const KIND_OF_NAME = { video: /^video$/, audio: /^audio$|^video$/, image: /^an image$/, result: /./ } as const

/** A page of HTML, whatever it is served as. */
const isPage = (beginning: string): boolean => /^\s*<(!doctype\s+html|html|head|body)\b/i.test(beginning)

const isMarkup = (beginning: string): boolean => /^\s*[<{]/.test(beginning)

const latin1 = (beginning: Uint8Array): string => Buffer.from(beginning).toString('latin1')

/** Known to be something else. Unknown bytes may be a new container, and pass. */
const otherKind = (name: FileKind['name'], beginning: string): string | undefined => {
  const known = kindsOf(beginning)
  return known.length === 0 || known.some((is) => KIND_OF_NAME[name].test(is)) ? undefined : known[0]
}

const media = (name: FileKind['name'], type: RegExp): FileKind => ({
  name,
  accepts: (contentType) => type.test(contentType.trim()) || UNNAMED.test(contentType.trim()),
  isReally: (bytes) => (isMarkup(latin1(bytes)) ? 'text' : otherKind(name, latin1(bytes))),
})

/** An MP4 begins with one of its boxes; under `video/mp4` anything else is not one. */
export const videoFile: FileKind = {
  ...media('video', /^video\//i),
  isReally: (bytes, contentType) => {
    const other = media('video', /^/).isReally(bytes, contentType)
    if (other !== undefined) return other
    return /^video\/mp4/i.test(contentType.trim()) && !isMp4(latin1(bytes))
      ? 'something other than an MP4'
      : undefined
  },
}

export const audioFile = media('audio', /^audio\//i)

export const imageFile: FileKind = {
  ...media('image', /^image\//i),
  // SVG is markup.
  isReally: (bytes, contentType) => {
    const beginning = latin1(bytes)
    if (/^image\/svg/i.test(contentType.trim())) return isPage(beginning) ? 'a page' : undefined
    return isMarkup(beginning) ? 'text' : otherKind('image', beginning)
  },
}

/** For results of an unknown kind: anything but an HTML page. */
export const anyFile: FileKind = {
  name: 'result',
  accepts: (contentType) => !/^(text\/html|application\/xhtml)/i.test(contentType.trim()),
  isReally: (bytes) => (isPage(latin1(bytes)) ? 'a page' : undefined),
}
