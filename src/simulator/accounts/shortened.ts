/** What is left of a long text. */
const LONGEST_TEXT = 100
/** How many members are left of a list or an object. */
const MOST_MEMBERS = 20

const cut = (value: unknown, levels: number): unknown => {
  if (typeof value === 'string') {
    return value.length <= LONGEST_TEXT
      ? value
      : `${value.slice(0, LONGEST_TEXT)}… (${value.length} characters in all)`
  }
  if (typeof value !== 'object' || value === null) return value
  if (levels === 0) return null
  if (Array.isArray(value)) return value.slice(0, MOST_MEMBERS).map((item) => cut(item, levels - 1))
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, MOST_MEMBERS)
      .map(([name, member]) => [name.slice(0, LONGEST_TEXT), cut(member, levels - 1)]),
  )
}

/** Deep enough for every field that a result depends on. */
const LEVELS = 4

/** JSON text with its long texts cut, of at most `most` characters; its deeper levels are left out as far as that needs. */
export const shortened = (json: string, most: number): string => {
  const value: unknown = JSON.parse(json)
  for (let levels = LEVELS; levels > 0; levels -= 1) {
    const short = JSON.stringify(cut(value, levels))
    if (short.length <= most) return short
  }
  return '{}'
}
