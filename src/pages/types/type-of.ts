import { isObject, type Json, type JsonObject, objectAt } from '../../contracts/check/json.ts'
import { fieldComment } from './doc-comment.ts'

/** A type as text; a joined one needs brackets wherever something else is joined to it. */
interface TypeText {
  readonly text: string
  readonly isJoined: boolean
}

/** The TypeScript type of a schema; a component it refers to is the type of that name. What it does not say is `unknown`. */
export const typeOf = (schema: Json | undefined): string => read(schema, '').text

const plain = (text: string): TypeText => ({ text, isJoined: false })

const unknown = plain('unknown')

const inBrackets = ({ text, isJoined }: TypeText): string => (isJoined ? `(${text})` : text)

const union = (types: readonly TypeText[]): TypeText => {
  const different = [...new Map(types.map((type) => [type.text, type])).values()]
  const [first = unknown] = different
  // Joined with `unknown`, anything is unknown.
  if (different.some(({ text }) => text === 'unknown')) return unknown
  return different.length < 2 ? first : { text: different.map(inBrackets).join(' | '), isJoined: true }
}

const read = (schema: Json | undefined, indent: string): TypeText => {
  if (!isObject(schema)) return unknown
  const referred = componentIn(schema.$ref)
  if (referred !== undefined) return plain(referred)
  if (schema.const !== undefined) return plain(literal(schema.const))
  if (isList(schema.enum)) return union(schema.enum.map((value) => plain(literal(value))))
  const choices = [schema.oneOf, schema.anyOf].find(isList)
  if (choices) return withChoices(schema, choices, indent)
  const types = isList(schema.type) ? schema.type : [schema.type ?? impliedType(schema)]
  return union(types.map((type) => ofType(type, schema, indent)))
}

/** The component that a reference names, which has a type of that name. */
const componentIn = (reference: Json | undefined): string | undefined =>
  typeof reference === 'string' ? /^#\/components\/schemas\/(\w+)$/.exec(reference)?.[1] : undefined

/** Alternatives. What is stated beside them holds for each. */
const withChoices = (schema: JsonObject, choices: readonly Json[], indent: string): TypeText => {
  const { oneOf: _oneOf, anyOf: _anyOf, ...beside } = schema
  const alternatives = union(choices.map((choice) => read(choice, indent)))
  // An alternative of which nothing is known rules nothing out.
  if (alternatives.text === 'unknown') return read(beside, indent)
  if (!isObject(schema.properties) && !isList(schema.required)) return alternatives
  return { text: `${objectType(beside, indent)} & ${inBrackets(alternatives)}`, isJoined: true }
}

/** What a schema that names no type is about. */
const impliedType = (schema: JsonObject): string | undefined => {
  if (isObject(schema.properties) || isObject(schema.additionalProperties) || isList(schema.required))
    return 'object'
  return schema.items === undefined ? undefined : 'array'
}

const ofType = (type: Json | undefined, schema: JsonObject, indent: string): TypeText => {
  switch (type) {
    case 'string':
    case 'boolean':
    case 'null':
      return plain(type)
    case 'number':
    case 'integer':
      return plain('number')
    case 'array':
      return plain(`${inBrackets(read(schema.items, indent))}[]`)
    case 'object':
      return plain(objectType(schema, indent))
    default:
      return unknown
  }
}

/** Fields that a page does not name are errors, unless it says that there may be others. */
const objectType = (schema: JsonObject, indent: string): string => {
  const described = objectAt(schema, 'properties')
  const required = new Set(isList(schema.required) ? schema.required.map(String) : [])
  const names = new Set([...Object.keys(described), ...required])
  const others = schema.additionalProperties
  if (names.size === 0)
    return others === false ? 'Record<string, never>' : `Record<string, ${read(others, indent).text}>`
  const deeper = `${indent}  `
  const lines = [...names].map((name) => {
    const field = Object.hasOwn(described, name) ? described[name] : undefined
    const comment = isObject(field) ? fieldComment(field, deeper) : ''
    return `${comment}${deeper}${keyOf(name)}${required.has(name) ? '' : '?'}: ${read(field, deeper).text}\n`
  })
  // An index signature has to hold for the fields beside it as well.
  if (others === true || isObject(others)) lines.push(`${deeper}[name: string]: unknown\n`)
  return `{\n${lines.join('')}${indent}}`
}

const isList = (value: Json | undefined): value is Json[] => Array.isArray(value)

const keyOf = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name))

/** A constant. A list or an object is a type that nothing else fits. */
const literal = (value: Json | undefined): string => {
  if (isList(value)) return `[${value.map(literal).join(', ')}]`
  if (!isObject(value)) return JSON.stringify(value ?? null)
  return `{ ${Object.entries(value)
    .map(([name, inner]) => `${keyOf(name)}: ${literal(inner)}`)
    .join('; ')} }`
}
