import { recordOf } from './media.ts'

/**
 * Where a request says something: a field of its body (as a path of names), a query parameter, or `{name}` in its path.
 */
export type Place =
  | { readonly in: 'body'; readonly path: readonly [string, ...string[]] }
  | { readonly in: 'query' | 'path'; readonly name: string }

/** A parsed request. */
export interface RequestParts {
  readonly body: unknown
  readonly query: Readonly<Record<string, unknown>>
  readonly params: Readonly<Record<string, unknown>>
}

/** The value at a path of names; undefined if the path leads nowhere. */
export const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (here, key) =>
      typeof here === 'object' && here !== null && Object.hasOwn(here, key)
        ? (here as Record<PropertyKey, unknown>)[key]
        : undefined,
    value,
  )

/** What a request says in a place. */
export const saidAt = ({ body, query, params }: RequestParts, place: Place): unknown => {
  switch (place.in) {
    case 'body':
      return valueAt(recordOf(body), place.path)
    case 'query':
      return query[place.name]
    case 'path':
      return params[place.name]
  }
}

/** The name of a place in messages: the field, the query parameter or the path parameter. */
export const nameOfPlace = (place: Place): string => (place.in === 'body' ? place.path.join('.') : place.name)

/** The path of a create operation for a model, which is part of it where the path or the query names the model. */
export const pathForModel = (path: string, modelAt: Place, model: string): string => {
  if (modelAt.in === 'body') return path
  const name = encodeURIComponent(model)
  return modelAt.in === 'path'
    ? path.replace(`{${modelAt.name}}`, name)
    : `${path}${path.includes('?') ? '&' : '?'}${modelAt.name}=${name}`
}
