import type { Json } from '../../helpers/simulator.ts'

/** Short ways to change a JSON value at a path of names: `data.taskId`. */

const ownerOf = (json: Json, path: string): readonly [Json, string] => {
  const names = path.split('.')
  const last = names.pop() ?? ''
  return [names.reduce((here, name) => here?.[name], json), last]
}

const get = (json: Json, path: string): Json => path.split('.').reduce((here, name) => here?.[name], json)

export const set = (json: Json, path: string, value: unknown): void => {
  const [owner, name] = ownerOf(json, path)
  if (typeof owner === 'object' && owner !== null) owner[name] = value
}

export const remove = (json: Json, path: string): void => {
  const [owner, name] = ownerOf(json, path)
  if (typeof owner === 'object' && owner !== null) delete owner[name]
}

export const rename = (json: Json, path: string, to: string): void => {
  const value = get(json, path)
  if (value === undefined) return
  remove(json, path)
  const [owner] = ownerOf(json, path)
  owner[to] = value
}

export const change = (json: Json, path: string, by: (value: Json) => unknown): void => {
  const value = get(json, path)
  if (value !== undefined) set(json, path, by(value))
}
