import type { ControlRoute } from '../simulator/control/control-route.ts'
import { operationOf } from '../simulator/control/openapi.ts'
import type { JsonRecord } from './tool.ts'

interface ObjectSchema {
  readonly properties?: Readonly<Record<string, JsonRecord>>
  readonly required?: readonly string[]
}

interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query'
  readonly required: boolean
  readonly description?: string
  readonly schema: JsonRecord
}

const KEY: JsonRecord = {
  type: 'string',
  description: 'the API key of the client under test, whose account this is about; without it, every account',
}

/** One member that several alternatives have, each with a word of its own: any of these words. */
const anyOf = (one: JsonRecord, other: JsonRecord | undefined): JsonRecord => {
  if (other === undefined) return one
  const words = [other, one].flatMap((each) => (each.enum ?? [each.const]) as readonly unknown[])
  return { type: 'string', enum: words }
}

/** A choice between objects as one object, since agents are given forms to fill in. What belongs together is checked when it is sent. */
const flat = (schema: JsonRecord): ObjectSchema => {
  const alternatives = (schema.oneOf ?? schema.anyOf) as readonly ObjectSchema[] | undefined
  if (alternatives === undefined) return schema as ObjectSchema
  const properties: Record<string, JsonRecord> = {}
  for (const each of alternatives)
    for (const [name, member] of Object.entries(each.properties ?? {}))
      properties[name] = anyOf(member, properties[name])
  const [first, ...others] = alternatives.map(({ required = [] }) => required)
  return {
    properties,
    required: (first ?? []).filter((name) => others.every((names) => names.includes(name))),
  }
}

const parametersOf = (route: ControlRoute): readonly Parameter[] =>
  operationOf(route).parameters as readonly Parameter[]

const bodyOf = (route: ControlRoute): ObjectSchema => {
  const { requestBody } = operationOf(route) as {
    readonly requestBody?: {
      readonly content: { readonly 'application/json': { readonly schema: JsonRecord } }
    }
  }
  return requestBody === undefined ? {} : flat(requestBody.content['application/json'].schema)
}

/** What an agent may pass to the tool of a route, as one form: the key, then the route's parameters and members of its body. */
export const inputOf = (route: ControlRoute): JsonRecord => {
  const { properties = {}, required = [] } = bodyOf(route)
  const parameters = parametersOf(route)
  return {
    type: 'object',
    properties: {
      key: KEY,
      ...Object.fromEntries(
        parameters.map(({ name, description, schema }) => [
          name,
          { ...schema, ...(description !== undefined && { description }) },
        ]),
      ),
      ...properties,
    },
    required: [...parameters.filter((each) => each.required).map(({ name }) => name), ...required],
    additionalProperties: false,
  }
}

/** Where arguments go: into the path, the query or the body. */
export const placed = (
  route: ControlRoute,
  args: JsonRecord,
): { readonly path: string; readonly body?: JsonRecord } => {
  const query = new URLSearchParams()
  const body: Record<string, unknown> = {}
  let path = route.path
  const places = new Map(parametersOf(route).map((parameter) => [parameter.name, parameter.in]))
  for (const [name, value] of Object.entries(args)) {
    const place = places.get(name)
    if (place === 'path') path = path.replace(`{${name}}`, encodeURIComponent(String(value)))
    else if (place === 'query') query.set(name, String(value))
    else body[name] = value
  }
  const search = query.size === 0 ? '' : `?${query}`
  return { path: path + search, ...(route.body !== undefined && { body }) }
}
