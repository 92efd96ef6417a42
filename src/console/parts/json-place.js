/** A value at a path of names in JSON; what is not an object on the way is replaced by one. */

/** @type {(value: unknown) => Record<string, unknown>} */
const recordOf = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? { .../** @type {object} */ (value) }
    : {}

/** @type {(value: unknown, path: readonly string[]) => unknown} */
export const valueAt = (value, path) => path.reduce((here, name) => recordOf(here)[name], value)

/** A copy with another value there; undefined takes it away. @type {(value: unknown, path: readonly string[], next: unknown) => unknown} */
export const withValueAt = (value, [name, ...rest], next) => {
  if (name === undefined) return next
  const copy = recordOf(value)
  const inner = withValueAt(copy[name], rest, next)
  if (inner === undefined) delete copy[name]
  else copy[name] = inner
  return copy
}
