import { familyAtPath } from '../../contracts/family.ts'
import type { ProviderContract } from '../../contracts/index.ts'
import { type Model, modelsOf } from '../../contracts/models.ts'
import { schemasOf } from '../../contracts/schemas.ts'
import type { ImportedPage } from '../../pages/imported-page.ts'
import { Refusal } from '../http/refusal.ts'
import type { Catalogue } from '../models/catalogue.ts'
import { ANY_FIELDS, type BodyFields, bodyFieldsOf } from '../notes/body-fields.ts'
import type { Settings } from '../settings.ts'
import { callbackIn, callbackPlace } from './callback-check.ts'
import { checkByContract } from './contract-check.ts'
import type { CreateRequest, Valid } from './create-request.ts'
import { checkEnvelope } from './envelope-check.ts'
import { checkFamily } from './family-check.ts'
import { createModelCheck } from './model-check.ts'
import type { checkByPage } from './page-check.ts'

/**
 * Checks a create request against the contract.
 * @throws Refusal naming the first field that is wrong
 */
export type Validate = (request: CreateRequest) => Valid

const unchecked = (model: string): string =>
  `No page describes ${model}; only its envelope was checked (--unknown-models accept).`

/** The pages that take precedence over the bundled ones, and what checks bodies by them. */
export interface Imported {
  readonly catalogue?: Catalogue | undefined
  readonly checkByPage?: typeof checkByPage | undefined
}

/** Checks nothing by a contract's first model: most of what a first check takes is compiling code that all checks share. */
export const tryOut = ({ openapi, modelAt }: ProviderContract): void => {
  const [model] = modelsOf({ openapi, modelAt }).values()
  if (model !== undefined) schemasOf(openapi).component(model.schemaName).safeParse({})
}

/** Builds the check of one provider's create requests. */
export const createValidator = (
  contract: ProviderContract,
  settings: Settings,
  { catalogue, checkByPage }: Imported = {},
): Validate => {
  const schemas = schemasOf(contract.openapi)
  const checkModel = createModelCheck(contract, settings)
  const fieldsFor = (page: ImportedPage | undefined, { schemaName }: Model): BodyFields => {
    const components: Readonly<Record<string, unknown>> = contract.openapi.components?.schemas ?? {}
    return bodyFieldsOf(page?.request ?? components[schemaName], components)
  }
  return (request) => {
    const { body } = request
    const family = familyAtPath(contract.families, request.path)
    if (family !== undefined) return checkFamily(contract, family, request, settings)
    const { name, found } = checkModel(request)
    const page = catalogue?.pageOf(contract.name, found?.id)
    if (found === undefined) checkEnvelope(contract, body)
    else if (page === undefined) checkByContract(contract, schemas, found.schemaName, body)
    else checkByPage?.(contract, page, body)
    const broken = contract.refine(body)
    if (broken !== undefined) throw new Refusal('invalid-value', broken.message, broken.field)
    const callbackUrl = callbackIn(request, callbackPlace(contract, page), contract, settings)
    if (found === undefined) return { model: name, callbackUrl, fields: ANY_FIELDS, note: unchecked(name) }
    return { model: name, callbackUrl, fields: fieldsFor(page, found) }
  }
}
