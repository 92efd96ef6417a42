import { isObject, type JsonObject, objectAt } from '../../contracts/check/json.ts'
import { described, docComment } from './doc-comment.ts'
import { typeOf } from './type-of.ts'

/** Every schema of a compiled document as a type of its name, in the order of the document. */
export const componentTypes = (document: JsonObject): string =>
  Object.entries(objectAt(document, 'components', 'schemas'))
    .map(([name, schema]) => {
      const about = isObject(schema) ? docComment(described(schema.description)) : ''
      return `${about}export type ${name} = ${typeOf(schema)}\n`
    })
    .join('\n')
