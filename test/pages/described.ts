import { readdirSync, readFileSync } from 'node:fs'
import { isObject, type Json, type JsonObject } from '../../src/contracts/check/json.ts'
import { type ImportedPage, PageRefusal } from '../../src/pages/imported-page.ts'
import { rememberedPages } from '../../src/pages/remembered-pages.ts'

export const FOLDER = 'test/fixtures/described'

/** Pages with what a careful reader finds in them beside each, as `<page>.contract.json`. */
export const described = readdirSync(FOLDER)
  .filter((name) => !name.endsWith('.contract.json'))
  .sort()

const pageText = (name: string): string => readFileSync(`${FOLDER}/${name}`, 'utf8')

const isWording = (key: string): boolean => /^(?:description|examples|title|x-stated-limits)$/.test(key)

/** A schema without what is only words. Below `properties` stand names, whatever they are. */
const constraintsOf = (schema: Json, areNames = false): Json => {
  if (Array.isArray(schema)) return schema.map((item) => constraintsOf(item))
  if (!isObject(schema)) return schema
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key]) => areNames || !isWording(key))
      .map(([key, value]) => [key, constraintsOf(value, !areNames && key === 'properties')]),
  )
}

const contractOf = (page: ImportedPage): JsonObject => ({
  provider: page.provider,
  models: [...page.models],
  path: page.path,
  baseUrl: page.baseUrl,
  output: page.output,
  callbackParam: page.callbackParam,
  documentedCodes: [...page.documentedCodes],
  examples: page.examples.length,
  problems: page.problems
    .filter(({ severity }) => severity !== 'note')
    .map(({ severity, place, message }) => `${severity} ${place}: ${message}`),
  request: constraintsOf(page.request),
})

/** What the importer makes of a page: its contracts, or the sentence that refuses it. */
export const readingOf = (name: string): Json => {
  try {
    return rememberedPages(name, pageText(name)).map(contractOf)
  } catch (error) {
    if (error instanceof PageRefusal) return { refused: error.message.replace(/^.*: (?=it seems to be)/, '') }
    throw error
  }
}
