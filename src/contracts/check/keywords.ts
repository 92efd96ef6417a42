import { _, type CodeKeywordDefinition, type FuncKeywordDefinition } from 'ajv'
import { arrayAt, canonical, type Json } from './json.ts'

/** In binary, 0.35 is not a multiple of 0.05, but nearly. */
const isMultiple = (value: number, of: number): boolean => {
  const times = value / of
  return Math.abs(times - Math.round(times)) <= Math.abs(times) * Number.EPSILON * 4
}

const multipleOf: FuncKeywordDefinition = {
  keyword: 'multipleOf',
  type: 'number',
  schemaType: 'number',
  validate: (of: number, value: number) => isMultiple(value, of),
}

/** Ajv's own compares every item with every other one. */
const uniqueItems: FuncKeywordDefinition = {
  keyword: 'uniqueItems',
  type: 'array',
  schemaType: 'boolean',
  validate: (isAsked: boolean, items: readonly Json[]) =>
    !isAsked || new Set(items.map(canonical)).size === items.length,
}

const demandsOf = (schema: Json): readonly string[] => arrayAt(schema, 'required').map(String)

/** Two fields by which two fitting alternatives exclude each other: each is required by one of them only. */
export type Clash = readonly [own: string, other: string]

/** Those that can be told apart this way. More pairs than this are not tried. */
const MOST_TRIED = 50

const clashAmong =
  (alternatives: readonly Json[]) =>
  (fitting: readonly number[]): Clash | null => {
    const demands = fitting.slice(0, MOST_TRIED).map((index) => demandsOf(alternatives[index] ?? true))
    for (const [index, one] of demands.entries())
      for (const other of demands.slice(0, index)) {
        const own = one.find((name) => !other.includes(name))
        const others = other.find((name) => !one.includes(name))
        if (own !== undefined && others !== undefined) return [own, others]
      }
    return null
  }

/**
 * Pages write `oneOf` where they mean `anyOf`. They use it to say that either this field or that one is given, not
 * both.
 */
const oneOf: CodeKeywordDefinition = {
  keyword: 'oneOf',
  schemaType: 'array',
  trackErrors: true,
  error: { message: '', params: ({ params }) => _`{clash: ${params.clash}}` },
  code: (context) => {
    const { gen, schema } = context
    const alternatives: readonly Json[] = schema
    const fitting = gen.let('fitting', _`[]`)
    for (const [index] of alternatives.entries()) {
      const fits = gen.name('fits')
      context.subschema({ keyword: 'oneOf', schemaProp: index, compositeRule: true }, fits)
      gen.if(fits, () => gen.code(_`${fitting}.push(${index})`))
    }
    const clashOf = gen.scopeValue('func', { ref: clashAmong(alternatives) })
    const clash = gen.const('clash', _`${clashOf}(${fitting})`)
    context.setParams({ clash })
    context.result(
      _`${fitting}.length > 0 && ${clash} === null`,
      () => context.reset(),
      () => context.error(true),
    )
  },
}

/** The keywords that are checked differently from Ajv. */
export const OWN_KEYWORDS = [multipleOf, uniqueItems, oneOf]
