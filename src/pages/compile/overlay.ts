import { query } from 'json-p3'
import { isObject, type Json, type JsonObject, objectAt, textAt } from '../../contracts/check/json.ts'
import { PageError } from '../text/page.ts'
import { readYaml } from '../text/safe-yaml.ts'

/** One change of an OpenAPI Overlay 1.0 document (https://spec.openapis.org/overlay/v1.0.0.html). */
export interface OverlayAction {
  /** RFC 9535 JSONPath of what it changes. */
  readonly target: string
  readonly update?: Json
  readonly remove?: boolean
  /** Where the fact comes from: `documented <page>`, `observed …` or `assumed …`. */
  readonly 'x-source': string
}

export interface Overlay {
  readonly file: string
  readonly actions: readonly OverlayAction[]
}

export const readOverlay = (file: string, text: string): Overlay => {
  const { value } = readYaml(file, text, (line) => line + 1)
  if (!textAt(value, 'overlay')?.startsWith('1.0')) throw new PageError(file, 'line 1', '"overlay: 1.0.0"')
  const actions = isObject(value) && Array.isArray(value.actions) ? value.actions : []
  return { file, actions: actions.map((action, index) => readAction(file, index, action)) }
}

const readAction = (file: string, index: number, action: Json): OverlayAction => {
  const target = textAt(action, 'target')
  const source = textAt(action, 'x-source')
  const place = `action ${index + 1}${target === undefined ? '' : ` (${target})`}`
  if (!isObject(action) || target === undefined) throw new PageError(file, place, 'a "target"')
  if (source === undefined || !/^(documented|observed|assumed)\b/.test(source))
    throw new PageError(file, place, 'an "x-source" that begins with documented, observed or assumed')
  if (action.remove === true) return { target, remove: true, 'x-source': source }
  if (action.update === undefined) throw new PageError(file, place, '"update" or "remove: true"')
  return { target, update: action.update, 'x-source': source }
}

/** The document with all actions applied in order. An action that hits nothing is stale, and an error. */
export const applyOverlay = (document: JsonObject, overlay: Overlay): JsonObject => {
  const result = structuredClone(document)
  for (const [index, action] of overlay.actions.entries()) {
    const nodes = [...query(action.target, result)]
    if (nodes.length === 0)
      throw new PageError(
        overlay.file,
        `action ${index + 1} (${action.target})`,
        'a target that exists in the pages',
      )
    // From the end, so that removing an array's entry does not move the next one to be removed.
    for (const node of nodes.reverse()) {
      if (action.remove) removeAt(result, node.location)
      else if (isObject(node.value as Json) && isObject(action.update))
        mergeUpdate(node.value as JsonObject, action.update)
      else if (Array.isArray(node.value)) node.value.push(structuredClone(action.update))
      else
        throw new PageError(
          overlay.file,
          `action ${index + 1} (${action.target})`,
          'an object or array as target',
        )
    }
  }
  return result
}

const removeAt = (document: JsonObject, location: readonly (string | number)[]): void => {
  const last = location.at(-1)
  let parent: Json | undefined = document
  for (const key of location.slice(0, -1)) {
    if (Array.isArray(parent)) parent = parent[Number(key)]
    else parent = objectAt(parent)[key]
  }
  if (Array.isArray(parent)) parent.splice(Number(last), 1)
  else if (isObject(parent) && last !== undefined) delete parent[last]
}

/** As the specification says: objects merge, arrays are appended to, anything else is replaced. */
const mergeUpdate = (target: JsonObject, update: JsonObject): void => {
  for (const [key, value] of Object.entries(update)) {
    const known = target[key]
    if (isObject(known) && isObject(value)) mergeUpdate(known, value)
    else if (Array.isArray(known) && Array.isArray(value)) target[key] = [...known, ...structuredClone(value)]
    else target[key] = structuredClone(value)
  }
}
