import { isObject, type Json, type JsonObject } from '../../contracts/check/json.ts'
import { typedScalar, withoutQuotes } from './values.ts'

/** `example` and `examples` as one list, typed; a default of another type than its field's is repaired. */
export const withExamples = (
  schema: JsonObject,
  { scalar, isNullable }: { readonly scalar: Json | undefined; readonly isNullable: boolean },
  warn: (message: string) => void,
): void => {
  const listed = Array.isArray(schema.examples)
    ? schema.examples
    : isObject(schema.examples)
      ? Object.values(schema.examples).map((each) =>
          isObject(each) && 'value' in each ? (each.value ?? null) : each,
        )
      : schema.examples === undefined
        ? []
        : [schema.examples]
  const all = [...(schema.example === undefined ? [] : [schema.example]), ...listed].slice(0, 100)
  for (const value of all.filter(isPlaceholder)) warn(`its example is ${JSON.stringify(value)}; left out`)
  delete schema.example
  delete schema.examples
  const kept = all
    .filter((value) => value !== null && value !== '' && !isPlaceholder(value))
    .map((value) => (typeof scalar === 'string' ? (typedScalar(value, scalar) ?? value) : value))
    .map((value) => asOption(value, schema))
  const unique = [...new Map(kept.map((value) => [JSON.stringify(value), value])).values()]
  if (unique.length > 0) schema.examples = unique
  const { default: stated } = schema
  if (stated === undefined || typeof scalar !== 'string') return
  if (isPlaceholder(stated)) {
    warn(`its default is ${JSON.stringify(stated)}; left out`)
    delete schema.default
    return
  }
  if (stated === null) {
    if (!isNullable) delete schema.default
    return
  }
  const typed = asOption(typedScalar(stated, scalar), schema)
  if (typed === undefined) {
    warn(`its default ${JSON.stringify(stated).slice(0, 80)} is not of type ${scalar}; left out`)
    delete schema.default
  } else {
    if (typeof typed !== typeof stated)
      warn(`its default ${JSON.stringify(stated)} is taken as ${JSON.stringify(typed)}`)
    schema.default = typed
    if (Array.isArray(schema.enum) && !schema.enum.includes(typed))
      warn(`its default ${JSON.stringify(typed).slice(0, 80)} is not one of its options`)
  }
}

/** What a template writes where it has nothing to write: `undefined`, `{{DEFAULT}}`, `<your value>`. */
const isPlaceholder = (value: Json): boolean =>
  typeof value === 'string' &&
  value.length < 80 &&
  (value === 'undefined' || /^(?:\{\{[^{}]*\}\}|<[\w -]+>|\$\{[^{}]*\})$/.test(value))

/** The option that a value quoted as oddly as its options were means. */
const asOption = <Value extends Json | undefined>(value: Value, schema: JsonObject): Value | string => {
  if (typeof value !== 'string' || !Array.isArray(schema.enum) || schema.enum.includes(value)) return value
  const plain = withoutQuotes(value)
  return schema.enum.includes(plain) ? plain : value
}
