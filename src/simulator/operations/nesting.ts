/**
 * Deeper than any real request. JSON.parse goes as deep as memory lasts, JSON.stringify only as deep as the stack does.
 */
const DEEPEST = 1_000

const QUOTE = 0x22
const BACKSLASH = 0x5c

/** Whether JSON text is nested too deeply for every later step to serialise it again. */
export const isTooDeep = (text: string): boolean => {
  // Two characters per level.
  if (text.length <= 2 * DEEPEST) return false
  let depth = 0
  let isInText = false
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (isInText && code === BACKSLASH) index += 1
    else if (code === QUOTE) isInText = !isInText
    // `[` and `{`, `]` and `}` differ in one bit.
    else if (!isInText && (code | 0x20) === 0x7b) depth += 1
    else if (!isInText && (code | 0x20) === 0x7d) depth -= 1
    if (depth > DEEPEST) return true
  }
  return false
}
