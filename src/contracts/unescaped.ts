const PERCENT = 0x25
const BACKSLASH = 0x5c
const LETTER_U = 0x75

/** The value of two hex digits, or -1. */
const hexAt = (text: string, at: number, digits: number): number => {
  const part = text.slice(at, at + digits)
  return part.length === digits && /^[\da-f]+$/i.test(part) ? Number.parseInt(part, 16) : -1
}

/** A text with its escapes decoded, and where each of its characters was. */
interface Unescaped {
  readonly text: string
  readonly starts: Int32Array
}

/** The text with every `%2f`, `\/` and `\u002f` as the character that it stands for. */
export const unescaped = (text: string): Unescaped => {
  const starts = new Int32Array(text.length + 1)
  const parts: string[] = []
  let size = 0
  let plainFrom = 0
  const put = (code: number, from: number, next: number): void => {
    parts.push(text.slice(plainFrom, from), String.fromCharCode(code))
    starts[size++] = from
    plainFrom = next
  }
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at)
    const next =
      code === PERCENT ? afterPercent(text, at) : code === BACKSLASH ? afterBackslash(text, at) : at
    if (next === at) {
      starts[size++] = at
      at += 1
    } else {
      put(code === PERCENT ? hexAt(text, next - 2, 2) : codeBefore(text, next), at, next)
      at = next
    }
  }
  starts[size] = text.length
  parts.push(text.slice(plainFrom))
  return { text: parts.join(''), starts: starts.subarray(0, size + 1) }
}

/** Where an escape such as `%2f` or `%25252f` ends; its own beginning if it is not an escape. */
const afterPercent = (text: string, at: number): number => {
  let digits = at + 1
  while (text.startsWith('25', digits) && hexAt(text, digits + 2, 2) >= 0) digits += 2
  return hexAt(text, digits, 2) >= 0 ? digits + 2 : at
}

/** Where `\/`, `\\/` or `\u002f` ends. */
const afterBackslash = (text: string, at: number): number => {
  let next = at
  while (text.charCodeAt(next) === BACKSLASH) next += 1
  if (next === text.length) return at
  return text.charCodeAt(next) === LETTER_U && hexAt(text, next + 1, 4) >= 0 ? next + 5 : next + 1
}

/** The character that an escape with backslashes stands for. */
const codeBefore = (text: string, next: number): number => {
  const isUnicode = text.charCodeAt(next - 5) === LETTER_U && text.charCodeAt(next - 6) === BACKSLASH
  const code = isUnicode ? hexAt(text, next - 4, 4) : -1
  return code >= 0 ? code : text.charCodeAt(next - 1)
}
