import { z } from 'zod'
import { CONTROL_PREFIX } from './control-prefix.ts'
import type { ControlRoute } from './control-route.ts'
import { errorSchema } from './schemas.ts'

export type Json = Readonly<Record<string, unknown>>

/** A schema as JSON Schema: of what is sent (`input`) or of what is returned (`output`). */
const jsonSchema = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json
  return rest
}

const content = (schema: z.ZodType, io: 'input' | 'output') => ({
  'application/json': { schema: jsonSchema(schema, io) },
})

const queryParameters = (schema: z.ZodType | undefined): readonly Json[] => {
  if (schema === undefined) return []
  const { properties = {} } = jsonSchema(schema, 'input') as { properties?: Record<string, Json> }
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: 'query',
    required: false,
    ...(description !== undefined && { description }),
    schema: rest,
  }))
}

const ACCOUNT_PARAMETER: Json = {
  name: 'account',
  in: 'query',
  required: false,
  description: "an account's name, for callers without a key",
  schema: { type: 'string' },
}

const pathParameters = (path: string): readonly Json[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))

/** One route as an OpenAPI operation. */
export const operationOf = ({
  summary,
  path,
  query,
  body,
  answer,
  mediaType,
  namesAccount,
  isOpen,
  example,
}: ControlRoute): Json => ({
  summary,
  parameters: [
    ...pathParameters(path),
    ...queryParameters(query),
    ...(namesAccount ? [ACCOUNT_PARAMETER] : []),
  ],
  ...(body !== undefined && {
    requestBody: {
      required: !body.safeParse(undefined).success,
      content: {
        'application/json': {
          schema: jsonSchema(body, 'input'),
          ...(example?.body !== undefined && { example: example.body }),
        },
      },
    },
  }),
  responses: {
    '200': {
      description: summary,
      ...(answer !== undefined && { content: content(answer, 'output') }),
      ...(mediaType !== undefined && { content: { [mediaType]: { schema: { type: 'string' } } } }),
    },
    default: {
      description: 'What was wrong, and what would be right',
      content: content(errorSchema, 'output'),
    },
  },
  security: isOpen ? [] : [{}, { account: [] }, { token: [] }],
})

/** The control API as an OpenAPI 3.1 document, generated from its routes. */
export const openapiOf = (routes: readonly ControlRoute[], version: string): Json => {
  const paths: Record<string, Record<string, Json>> = {}
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(route) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'stuntdouble control API',
      version,
      description:
        'The bearer key says which account a call is about; without one, it is about the whole server.',
    },
    servers: [{ url: CONTROL_PREFIX }],
    paths,
    components: {
      securitySchemes: {
        account: { type: 'http', scheme: 'bearer', description: 'the key of the account' },
        token: {
          type: 'apiKey',
          in: 'header',
          name: 'X-Stuntdouble-Token',
          description: 'only with --control-token',
        },
      },
    },
  }
}
