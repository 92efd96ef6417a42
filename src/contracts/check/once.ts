/** A function that does its work when it is first called, and returns the same from then on. What it throws is thrown each time. */
export const once = <Value>(make: () => Value): (() => Value) => {
  let made: { readonly value: Value } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
