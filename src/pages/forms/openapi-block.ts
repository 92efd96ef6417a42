import type { OpenAPIV3_1 } from 'openapi-types'
import { at, isObject, type Json, type JsonObject, objectAt } from '../../contracts/check/json.ts'
import { type PageContract, PageError, type PageForm } from '../text/page.ts'
import type { YamlBlock } from '../text/safe-yaml.ts'

/** Where a code block stands: its file, its line, and the heading of the page it belongs to. */
export interface BlockPlace {
  readonly file: string
  readonly place: string
  readonly title: string
}

const isOpenApi = (value: Json): value is JsonObject => isObject(value) && typeof value.openapi === 'string'

/** Reads a page whose code block is an OpenAPI document: it is taken as it stands. */
export const readOpenApiBlock = (
  { file, place, title }: BlockPlace,
  block: YamlBlock,
  form: PageForm = 'openapi-block',
): PageContract => {
  if (!isOpenApi(block.value)) throw new PageError(file, place, 'an OpenAPI document with a key "openapi"')
  const document = block.value
  if (operationsOf(document).length === 0)
    throw new PageError(file, place, 'at least one operation under "paths"')
  const dangling = danglingReference(document)
  if (dangling !== undefined)
    throw new PageError(file, place, `a schema at ${dangling}, which the page refers to`)
  return {
    file,
    title,
    form,
    document: document as unknown as OpenAPIV3_1.Document,
    problems: block.problems,
  }
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete']

interface FoundOperation {
  readonly path: string
  readonly method: string
  readonly operation: JsonObject
}

/** Every operation of a document. */
const operationsOf = (document: JsonObject): readonly FoundOperation[] =>
  Object.entries(objectAt(document, 'paths')).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = isObject(item) ? item[method] : undefined
      return isObject(operation) ? [{ path, method, operation }] : []
    }),
  )

/** The first reference into the document that leads nowhere, as in a page that was cut off. */
const danglingReference = (document: JsonObject): string | undefined => {
  const waiting: Json[] = [document]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (Array.isArray(node)) waiting.push(...node)
    if (!isObject(node)) continue
    const { $ref } = node
    if (typeof $ref === 'string' && $ref.startsWith('#/') && at(document, ...pointerKeys($ref)) === undefined)
      return $ref
    waiting.push(...Object.values(node))
  }
  return undefined
}

const pointerKeys = (reference: string): readonly string[] =>
  reference
    .slice(2)
    .split('/')
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
