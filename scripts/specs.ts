import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import SwaggerParser from '@apidevtools/swagger-parser'
import { compile as compileTypes } from 'json-schema-to-typescript'
import type { OpenAPIV3_1 } from 'openapi-types'
import { parse, stringify } from 'yaml'
import { type Compiled, compile } from '../src/pages/compile/compile.ts'
import { readOverlay } from '../src/pages/compile/overlay.ts'
import { type ListedContradiction, withContradictions } from './specs-readme.ts'

// Compiles the providers' pages and our overlays into OpenAPI, and that into TypeScript.

const root = fileURLToPath(new URL('..', import.meta.url))
const providers = ['kie', 'evolink'] as const

/** @param specs the folder with `pages/<provider>` and `overlays/<provider>.yaml` */
export const compileProvider = (provider: string, specs = join(root, 'specs')): Compiled => {
  const folder = join(specs, 'pages', provider)
  const pages = readdirSync(folder)
    .sort()
    .map((name) => ({ file: `${provider}/${name}`, text: readFileSync(join(folder, name), 'utf8') }))
  const overlay = readFileSync(join(specs, `overlays/${provider}.yaml`), 'utf8')
  return compile(pages, readOverlay(`specs/overlays/${provider}.yaml`, overlay))
}

const filesOf = async (provider: string): Promise<readonly (readonly [string, string])[]> => {
  const { document } = compileProvider(provider)
  // The validator resolves references in place, so it gets a copy.
  await SwaggerParser.validate(structuredClone(document))
  const origin = `from specs/pages/${provider} and specs/overlays/${provider}.yaml by \`npm run specs\``
  return [
    [`specs/${provider}.openapi.yaml`, `# Compiled ${origin}. Do not edit.\n${yaml(document)}`],
    [`src/contracts/${provider}/openapi.generated.ts`, moduleOf(document, origin)],
    [`src/contracts/${provider}/types.generated.ts`, await typesOf(document, origin)],
  ]
}

const readme = (): readonly [string, string] => {
  const listed: Record<string, ListedContradiction[]> = parse(read('specs/contradictions.yaml'))
  return ['specs/README.md', withContradictions(read('specs/README.md'), listed)]
}

const read = (file: string): string => readFileSync(join(root, file), 'utf8')

const yaml = (document: OpenAPIV3_1.Document): string =>
  stringify(document, { lineWidth: 120, aliasDuplicateObjects: false })

const moduleOf = (document: OpenAPIV3_1.Document, origin: string): string =>
  `// Compiled ${origin}. Do not edit.
import type { OpenAPIV3_1 } from 'openapi-types'

export const openapi = ${JSON.stringify(document, null, 2)} as unknown as OpenAPIV3_1.Document
`

const typesOf = async (document: OpenAPIV3_1.Document, origin: string): Promise<string> => {
  const definitions = JSON.parse(
    JSON.stringify(document.components?.schemas).replaceAll('#/components/schemas/', '#/definitions/'),
    (_key, value: unknown) => typed(value),
  )
  const types = await compileTypes({ title: 'Everything', definitions }, 'Everything', {
    // Unknown fields are allowed on the wire; an index signature on every type would hide misspelt ones in our code.
    additionalProperties: false,
    bannerComment: `// Compiled ${origin}. Do not edit.`,
    style: { semi: false, singleQuote: true, printWidth: 110 },
    // `[string, ...string[]]` for an array with at least one item helps nobody who builds one.
    ignoreMinAndMaxItems: true,
    unreachableDefinitions: true,
  })
  return types
    .replaceAll(
      /\n? \*\n \* This interface was referenced by `Everything`'s JSON-Schema\n \* via the `definition` "\w+"\.(?=\n)/g,
      '',
    )
    .replaceAll(
      /\/\*\*\n \* This interface was referenced by `Everything`'s JSON-Schema\n \* via the `definition` "\w+"\.\n \*\/\n/g,
      '',
    )
    .replaceAll(/\n?export interface Everything \{\n {2}\[k: string\]: unknown\n\}\n/g, '\n')
}

/** A schema in the words json-schema-to-typescript understands. */
const typed = (value: unknown): unknown => {
  if (!isSchema(value)) return value
  // A name with siblings would become a second type of almost the same name.
  if ('$ref' in value) return { $ref: value.$ref }
  // Otherwise it forgets the properties beside `oneOf`.
  if ('properties' in value && 'oneOf' in value) {
    const { oneOf, description, ...rest } = value
    return { description, allOf: [rest, { oneOf }] }
  }
  const isOpen = Object.keys(value).every((key) => key === 'description' || key.startsWith('x-'))
  return isOpen && 'x-observed' in value ? { ...value, tsType: 'unknown' } : value
}

const isSchema = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What the pages and overlays compile to. */
export const specFiles = async (): Promise<readonly (readonly [string, string])[]> => [
  ...(await Promise.all(providers.map(filesOf))).flat(),
  readme(),
]
