import type { OpenAPIV3_1 } from 'openapi-types'

/** A model that a provider offers. */
export interface Model {
  /** As requests name it: `wan/2-5-text-to-video`. */
  readonly id: string
  /** The component that a create request for it must fit. */
  readonly schemaName: string
  /** The path of its create operation. */
  readonly path: string
}

/** Every model of a compiled document: each request schema with a fixed `model`. */
export const modelsOf = (document: OpenAPIV3_1.Document): ReadonlyMap<string, Model> => {
  const models = new Map<string, Model>()
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    for (const schemaName of requestSchemas(item?.post?.requestBody))
      for (const id of modelIds(document.components?.schemas?.[schemaName]))
        models.set(id, { id, schemaName, path })
  }
  return models
}

type Body = NonNullable<OpenAPIV3_1.OperationObject['requestBody']>

const requestSchemas = (body: Body | undefined): readonly string[] => {
  if (!body || '$ref' in body) return []
  return Object.values(body.content).flatMap(({ schema }) => {
    const alternatives = schema && 'oneOf' in schema ? (schema.oneOf ?? []) : [schema]
    return alternatives.flatMap((choice) =>
      choice && '$ref' in choice && choice.$ref ? [choice.$ref.slice('#/components/schemas/'.length)] : [],
    )
  })
}

const modelIds = (schema: OpenAPIV3_1.SchemaObject | undefined): readonly string[] => {
  const model = schema?.properties?.model
  if (!model || '$ref' in model) return []
  const ids: readonly unknown[] = 'const' in model ? [model.const] : (model.enum ?? [])
  return ids.filter((id) => typeof id === 'string')
}
