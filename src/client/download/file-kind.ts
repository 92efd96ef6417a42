/** What a download takes for a result, unless it is told otherwise. */
export interface FileKind {
  /** As errors call it. */
  readonly name: string
  readonly accepts: (contentType: string) => boolean
  /** Whether a file that begins so is something else under its content type: a page, an error in JSON. */
  readonly isSpoilt: (beginning: string, contentType: string) => boolean
}

// Object stores serve files they know nothing of as octet-stream.
const UNNAMED = /^(application|binary)\/octet-stream/i

/** A page of HTML, whatever it is served as. */
const isPage = (beginning: string): boolean => /^\s*<(!doctype\s+html|html|head|body)\b/i.test(beginning)

const isMarkup = (beginning: string): boolean => /^\s*[<{]/.test(beginning)

const media = (name: string, type: RegExp): FileKind => ({
  name,
  accepts: (contentType) => type.test(contentType.trim()) || UNNAMED.test(contentType.trim()),
  isSpoilt: isMarkup,
})

export const videoFile = media('video', /^video\//i)

export const audioFile = media('audio', /^audio\//i)

export const imageFile: FileKind = {
  ...media('image', /^image\//i),
  // SVG is markup.
  isSpoilt: (beginning, contentType) =>
    /^image\/svg/i.test(contentType.trim()) ? isPage(beginning) : isMarkup(beginning),
}

/** Of which nobody knows what it is: anything but a page. */
export const anyFile: FileKind = {
  name: 'result',
  accepts: (contentType) => !/^(text\/html|application\/xhtml)/i.test(contentType.trim()),
  isSpoilt: isPage,
}
