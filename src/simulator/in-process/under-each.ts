type Callable = (...given: readonly unknown[]) => unknown

const isCallable = (value: unknown): value is Callable => typeof value === 'function'

/** The title of a test with the label added; anything else that is passed to a test function stays as it is. */
const titled = ([first, ...rest]: readonly unknown[], label: string): readonly unknown[] =>
  typeof first === 'string' ? [`${first} (${label})`, ...rest] : [first, ...rest]

/**
 * Several test functions as one: each call, also of `test.only`, `test.each(…)` and the like, goes to all of them, with
 * the label in the title.
 */
export const underEach = <Test extends object>(tests: readonly (readonly [label: string, Test])[]): Test => {
  const [, first] = tests[0] ?? []
  if (first === undefined) throw new TypeError('There is no test function.')
  const joined = (values: readonly (readonly [string, unknown])[]): unknown => {
    const all = values.flatMap(([label, value]) => (isCallable(value) ? [[label, value] as const] : []))
    return all.length === values.length ? underEach(all) : values[0]?.[1]
  }
  return new Proxy(first, {
    apply: (_target, self, given: readonly unknown[]) =>
      joined(
        tests.map(([label, test]) => [label, Reflect.apply(test as Callable, self, titled(given, label))]),
      ),
    get: (_target, name) => joined(tests.map(([label, test]) => [label, Reflect.get(test, name)])),
  })
}
