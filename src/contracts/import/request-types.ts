import { isObject, type Json, type JsonObject, objectAt } from '../pages/json.ts'
import { componentName } from '../pages/names.ts'
import type { ImportedPage } from './imported-page.ts'

/** The requests of pages as TypeScript: one interface per page, and a map from each model to it. */
export const requestTypes = (pages: readonly ImportedPage[]): string => {
  const names = new Map<ImportedPage, string>()
  for (const page of pages) {
    const wanted = `${componentName(page.models[0] ?? 'Task').replace(/^(?=\d)/, 'Model')}Request`
    const taken = new Set(names.values())
    let name = wanted
    for (let count = 2; taken.has(name); count += 1) name = `${wanted}${count}`
    names.set(page, name)
  }
  const types = pages.map(
    (page) =>
      `${comment(`${page.provider}, POST ${page.path}: ${page.models.join(', ')}`, '')}export type ${names.get(page)} = ${typeOf(page.request, '')}\n`,
  )
  const rows = pages.flatMap((page) =>
    page.models.map((model) => `  ${JSON.stringify(model)}: ${names.get(page)}\n`),
  )
  return `// Written by \`stuntdouble import --types\` from ${pages.map(({ file }) => oneLine(file)).join(', ')}. Do not edit.\n\n${types.join('\n')}\n/** What to send, by model. */\nexport interface ImportedRequests {\n${[...new Set(rows)].join('')}}\n`
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ')

const comment = (text: Json | undefined, indent: string): string => {
  if (typeof text !== 'string' || text.trim() === '') return ''
  const lines = text
    .trim()
    .slice(0, 2_000)
    .replaceAll('*/', '*\\/')
    .split('\n')
    .map((line) => line.trimEnd())
  if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`
  return `${indent}/**\n${lines.map((line) => `${indent} *${line === '' ? '' : ` ${line}`}\n`).join('')}${indent} */\n`
}

const typeOf = (schema: Json | undefined, indent: string): string => {
  if (!isObject(schema)) return 'unknown'
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  const choices = [schema.oneOf, schema.anyOf].find(Array.isArray)
  if (choices) {
    const union = choices.map((choice) => bracketed(typeOf(choice, indent))).join(' | ')
    return schema.properties === undefined ? union : `${objectType(schema, indent)} & (${union})`
  }
  const types = Array.isArray(schema.type) ? schema.type : [schema.type]
  return types.map((type) => plainTypeOf(type, schema, indent)).join(' | ')
}

const plainTypeOf = (type: Json | undefined, schema: JsonObject, indent: string): string => {
  switch (type) {
    case 'string':
    case 'boolean':
    case 'null':
      return type
    case 'number':
    case 'integer':
      return 'number'
    case 'array':
      return `${bracketed(typeOf(schema.items, indent))}[]`
    case 'object':
      return objectType(schema, indent)
    default:
      return 'unknown'
  }
}

const bracketed = (type: string): string => (/[|&]/.test(type) && !type.startsWith('{') ? `(${type})` : type)

const objectType = (schema: JsonObject, indent: string): string => {
  const properties = Object.entries(objectAt(schema, 'properties'))
  if (properties.length === 0) return 'Record<string, unknown>'
  const required = Array.isArray(schema.required) ? schema.required : []
  const deeper = `${indent}  `
  const lines = properties.map(([name, property]) => {
    const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name)
    const note = isObject(property) ? comment(property.description, deeper) : ''
    return `${note}${deeper}${key}${required.includes(name) ? '' : '?'}: ${typeOf(property, deeper)}\n`
  })
  return `{\n${lines.join('')}${indent}}`
}
