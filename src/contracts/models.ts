import type { OpenAPIV3_1 } from 'openapi-types'
import type { ProviderContract } from './contract.ts'
import type { Place } from './place.ts'

/** A model that a provider offers. */
export interface Model {
  /** As requests name it: `wan/2-5-text-to-video`. */
  readonly id: string
  /** The component that a create request for it must fit. */
  readonly schemaName: string
  /** The path of its create operation. */
  readonly path: string
}

type Document = OpenAPIV3_1.Document
type Schema = OpenAPIV3_1.SchemaObject | OpenAPIV3_1.ReferenceObject

/**
 * Every model of a provider's compiled document: each request schema that fixes the field with the model's name or, where the path
 * says the model, each value that its parameter may have.
 */
export const modelsOf = ({
  openapi: document,
  modelAt,
}: Pick<ProviderContract, 'openapi' | 'modelAt'>): ReadonlyMap<string, Model> => {
  const models = new Map<string, Model>()
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    for (const schemaName of requestSchemas(item?.post?.requestBody))
      for (const id of idsIn(modelSchema(document, item?.post, schemaName, modelAt)))
        models.set(id, { id, schemaName, path })
  }
  return models
}

/** The schema of the field that names the model in one create operation. */
const modelSchema = (
  { components }: Document,
  operation: OpenAPIV3_1.OperationObject | undefined,
  schemaName: string,
  modelAt: Place,
): Schema | undefined => {
  if (modelAt.in === 'body')
    return modelAt.path.reduce<Schema | undefined>(
      (schema, name) => (schema && !('$ref' in schema) ? schema.properties?.[name] : undefined),
      components?.schemas?.[schemaName],
    )
  for (const parameter of operation?.parameters ?? [])
    if (!('$ref' in parameter) && parameter.in === modelAt.in && parameter.name === modelAt.name)
      return parameter.schema as Schema
  return undefined
}

type OpenApiBody = NonNullable<OpenAPIV3_1.OperationObject['requestBody']>

const requestSchemas = (body: OpenApiBody | undefined): readonly string[] => {
  if (!body || '$ref' in body) return []
  return Object.values(body.content).flatMap(({ schema }) => {
    const alternatives = schema && 'oneOf' in schema ? (schema.oneOf ?? []) : [schema]
    return alternatives.flatMap((choice) =>
      choice && '$ref' in choice && choice.$ref ? [choice.$ref.slice('#/components/schemas/'.length)] : [],
    )
  })
}

const idsIn = (schema: Schema | undefined): readonly string[] => {
  if (!schema || '$ref' in schema) return []
  const ids: readonly unknown[] = 'const' in schema ? [schema.const] : (schema.enum ?? [])
  return ids.filter((id) => typeof id === 'string')
}
