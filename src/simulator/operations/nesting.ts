/**
 * Deeper than any real request. JSON.parse goes as deep as memory lasts, JSON.stringify only as deep as the stack does.
 */
const DEEPEST = 1_000

const QUOTE = 0x22
const BACKSLASH = 0x5c

/** Where the text that begins at `start`, after its quote, ends; where all ends, if it does not. */
const endOfText = (json: string, start: number): number => {
  for (let from = start; ; ) {
    const quote = json.indexOf('"', from)
    if (quote === -1) return json.length
    let escapes = quote
    while (escapes > from && json.charCodeAt(escapes - 1) === BACKSLASH) escapes -= 1
    if ((quote - escapes) % 2 === 0) return quote
    from = quote + 1
  }
}

/** Whether JSON text is nested too deeply for every later step to serialise it again. */
export const isTooDeep = (json: string): boolean => {
  // Two characters per level.
  if (json.length <= 2 * DEEPEST) return false
  let depth = 0
  for (let index = 0; index < json.length; index += 1) {
    const code = json.charCodeAt(index)
    // A picture of a megabyte is one text: looking at each of its characters would take five times as long as parsing.
    if (code === QUOTE) index = endOfText(json, index + 1)
    // `[` and `{`, `]` and `}` differ in one bit.
    else if ((code | 0x20) === 0x7b) depth += 1
    else if ((code | 0x20) === 0x7d) depth -= 1
    if (depth > DEEPEST) return true
  }
  return false
}
