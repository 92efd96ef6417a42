/** One kind of object in an OpenAPI 3.1 document, as far as `unflatten` needs it. */
export interface Shape {
  /** Fixed keys and the shape of their values. */
  readonly keys?: Readonly<Record<string, ShapeName>>
  /** The shape of values under keys that the author names. */
  readonly any?: ShapeName
  /** Whether a word may be such a key, judged by the word after it. */
  readonly isKey?: (key: string, next: string) => boolean
  /** For a list: the shape of its items. */
  readonly items?: ShapeName
}

export type ShapeName = keyof typeof shapes

const keys = <Name extends string>(names: string, shape: Name): Record<string, Name> =>
  Object.fromEntries(names.split(' ').map((name) => [name, shape]))

const SCHEMA_KEYS = {
  ...keys(
    '$ref type format title description default example const pattern deprecated nullable readOnly',
    'text',
  ),
  ...keys('minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minLength maxLength', 'text'),
  ...keys('minItems maxItems uniqueItems minProperties maxProperties writeOnly', 'text'),
  ...keys('required enum examples', 'texts'),
  ...keys('allOf anyOf oneOf', 'schemas'),
  ...keys('items not additionalProperties', 'schema'),
  properties: 'schemaMap',
} as const

const isSchemaKey = (word: string): boolean => word.endsWith(':') && word.slice(0, -1) in SCHEMA_KEYS

/** OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.0), without the parts no page of these providers uses. */
const shapes = {
  text: {},
  texts: { items: 'text' },
  document: {
    keys: {
      openapi: 'text',
      info: 'info',
      servers: 'servers',
      security: 'requirements',
      tags: 'tags',
      paths: 'paths',
      components: 'components',
    },
  },
  info: {
    keys: {
      ...keys('title summary description version termsOfService', 'text'),
      license: 'license',
      contact: 'license',
    },
  },
  license: { keys: keys('name url identifier email', 'text') },
  servers: { items: 'server' },
  server: { keys: keys('url description', 'text') },
  requirements: { items: 'requirement' },
  requirement: { any: 'text', isKey: (_key: string, next: string) => next.startsWith('[') },
  tags: { items: 'tag' },
  tag: { keys: keys('name description', 'text') },
  paths: { any: 'pathItem', isKey: (key: string) => key.startsWith('/') },
  pathItem: {
    keys: {
      ...keys('get put post delete patch', 'operation'),
      ...keys('summary description', 'text'),
      parameters: 'parameters',
    },
  },
  operation: {
    keys: {
      ...keys('summary description operationId deprecated', 'text'),
      tags: 'texts',
      parameters: 'parameters',
      requestBody: 'body',
      responses: 'responses',
      security: 'requirements',
      servers: 'servers',
    },
  },
  parameters: { items: 'parameter' },
  parameter: {
    keys: { ...keys('name in required description example deprecated', 'text'), schema: 'schema' },
  },
  body: { keys: { ...keys('$ref required description', 'text'), content: 'content' } },
  content: { any: 'mediaType', isKey: (key: string) => key.includes('/') },
  mediaType: { keys: { schema: 'schema', example: 'text' } },
  responses: { any: 'body', isKey: (key: string) => /^'?\d(\d\d|XX)'?$|^default$/.test(key) },
  components: { keys: { schemas: 'schemaMap', securitySchemes: 'securitySchemes', responses: 'responses' } },
  schemaMap: { any: 'schema', isKey: (_key: string, next: string) => isSchemaKey(next) },
  schemas: { items: 'schema' },
  schema: { keys: SCHEMA_KEYS },
  securitySchemes: { any: 'securityScheme', isKey: (_key: string, next: string) => next === 'type:' },
  securityScheme: { keys: keys('type scheme bearerFormat name in description', 'text') },
} as const

export const shapeOf = (name: ShapeName): Shape => shapes[name] as Shape

/** The shape of the value under a key, or undefined where the shape has no such key. */
export const valueShape = (name: ShapeName, key: string, next: string): ShapeName | undefined => {
  const shape = shapeOf(name)
  if (shape.keys && Object.hasOwn(shape.keys, key)) return shape.keys[key]
  return shape.any && shape.isKey?.(key, next) ? shape.any : undefined
}
