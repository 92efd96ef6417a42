import { isObject, type JsonObject } from '../../contracts/check/json.ts'

/** Both at once; where they differ, the second counts, and the narrower limit. */
export const mergeSchemas = (first: JsonObject, second: JsonObject): JsonObject => {
  const result: JsonObject = { ...first }
  for (const [key, value] of Object.entries(second)) {
    const known = result[key]
    if (key === 'properties' && isObject(known) && isObject(value)) {
      result.properties = { ...known }
      for (const [name, property] of Object.entries(value)) {
        const earlier = known[name]
        result.properties[name] =
          isObject(earlier) && isObject(property) ? mergeSchemas(earlier, property) : property
      }
    } else if (key === 'required' && Array.isArray(known) && Array.isArray(value))
      result.required = [...new Set([...known, ...value])]
    else if (key === 'items' && isObject(known) && isObject(value)) result.items = mergeSchemas(known, value)
    else if (typeof known === 'number' && typeof value === 'number' && /^(?:max|min|exclusiveM)/.test(key))
      result[key] = /^max|^exclusiveMax/.test(key) ? Math.min(known, value) : Math.max(known, value)
    else result[key] = value
  }
  return result
}
