/** A form with one file, ready to be sent. */
export interface Form {
  readonly contentType: string
  readonly body: Uint8Array<ArrayBuffer>
}

/** A file in a form. */
interface FormFile {
  /** The name of its field. */
  readonly field: string
  readonly fileName: string
  readonly bytes: Uint8Array
}

/** Quotes and line breaks would end the name (RFC 7578, 2, refers to what browsers do). */
const escaped = (name: string): string =>
  name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

/**
 * A form as multipart/form-data: its texts, then one file. `boundary` must not be in any of them.
 * @example multipart({ uploadPath: 'uploads' }, { field: 'file', fileName: 'cat.png', bytes }, 'a1b2c3')
 */
export const multipart = (
  texts: Readonly<Record<string, string>>,
  { field, fileName, bytes }: FormFile,
  boundary: string,
): Form => {
  const part = (about: string): string => `--${boundary}\r\ncontent-disposition: form-data; ${about}\r\n`
  const head = Object.entries(texts)
    .map(([name, value]) => `${part(`name="${escaped(name)}"`)}\r\n${value}\r\n`)
    .join('')
  const named = part(`name="${escaped(field)}"; filename="${escaped(fileName)}"`)
  const before = `${head}${named}content-type: application/octet-stream\r\n\r\n`
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    body: new Uint8Array(Buffer.concat([Buffer.from(before), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)])),
  }
}
