/** How many texts are remembered, and how long each may be: whoever sends them chooses both. */
const MOST = 500
const LONGEST = 200

/**
 * A function of a text that remembers what it returned, for texts that come again and again.
 *
 * @example
 *   const isSecret = remembering((name) => /key|token/.test(name))
 */
export const remembering = <Value>(of: (text: string) => Value): ((text: string) => Value) => {
  const known = new Map<string, Value>()
  return (text) => {
    const value = known.get(text)
    if (value !== undefined) return value
    const made = of(text)
    if (text.length > LONGEST) return made
    if (known.size >= MOST) known.clear()
    known.set(text, made)
    return made
  }
}
