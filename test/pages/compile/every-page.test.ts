import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SwaggerParser from '@apidevtools/swagger-parser'
import { expect, test } from 'vitest'
import { compileProvider } from '../../../scripts/specs.ts'
import type { Json } from '../../../src/contracts/check/json.ts'
import { contracts } from '../../../src/contracts/index.ts'
import { modelsOf } from '../../../src/contracts/models.ts'
import { contractsOf } from '../../../src/pages/compile/page-contracts.ts'
import { type ImportedPage, PageRefusal } from '../../../src/pages/imported-page.ts'
import { rememberedPages } from '../../../src/pages/remembered-pages.ts'
import { PageError } from '../../../src/pages/text/page.ts'
import { EFFORT } from '../../helpers/effort.ts'
import { sampleOf } from '../../helpers/sampled.ts'
import { described, FOLDER, readingOf } from '../described.ts'

/**
 * Pages say what the contracts beside them say; and adding a model to the bundled ones is adding its page: whatever `import` reads
 * without a warning, `npm run specs` compiles. Both in one file, since reading a page takes longer than checking what was read.
 */

test.each(described)('%s says what the contract beside it says', (name) => {
  const expected = JSON.parse(readFileSync(`${FOLDER}/${name}.contract.json`, 'utf8')) as Json
  expect(readingOf(name)).toEqual(expected)
})

interface Fixture {
  readonly file: string
  readonly text: string
  readonly pages: readonly ImportedPage[]
}

const pagesOf = (file: string, text: string): readonly ImportedPage[] => {
  try {
    return rememberedPages(file, text)
  } catch (error) {
    if (error instanceof PageRefusal || error instanceof PageError) return []
    throw error
  }
}

const fixtures = [FOLDER, 'test/fixtures/pages'].flatMap((folder) =>
  sampleOf(
    readdirSync(folder)
      .filter((name) => !name.endsWith('.contract.json'))
      .sort(),
    2,
  )
    .map((name): Fixture => {
      const text = readFileSync(join(folder, name), 'utf8')
      return { file: name, text, pages: pagesOf(name, text) }
    })
    .filter(({ pages }) => pages.length > 0),
)

const isOdd = ({ pages }: Fixture): boolean =>
  pages.some(({ problems }) => problems.some(({ severity }) => severity !== 'note'))

const fine = fixtures.filter((fixture) => !isOdd(fixture))

test('there are many such pages, of both providers', () => {
  expect(fine.length).toBeGreaterThan(EFFORT > 1 ? 80 : 40)
  expect(new Set(fine.flatMap(({ pages }) => pages.map(({ provider }) => provider))).size).toBe(2)
})

test.each(fixtures.filter(isOdd).map(({ file, text }) => [file, text]))(
  '%s has something odd and is refused with its place',
  (file, text) => {
    expect(() => contractsOf(file, text)).toThrow(/^[\w.-]+, .+: expected .*oddities/)
  },
)

test.each(['kie', 'evolink'] as const)(
  'pages of %s beside the bundled ones become models',
  async (provider) => {
    const own = fine.filter(({ pages }) => pages.every((page) => page.provider === provider))
    // Two pages of one model would contradict each other.
    const seen = new Set<string>()
    const added = own.filter(({ pages }) => {
      const models = pages.flatMap((page) => page.models)
      const isNew = models.every((model) => !seen.has(model))
      for (const model of models) seen.add(model)
      return isNew
    })
    const specs = mkdtempSync(join(tmpdir(), 'stuntdouble-specs-'))
    try {
      cpSync('specs', specs, { recursive: true })
      for (const { file, text } of added) writeFileSync(join(specs, 'pages', provider, file), text)
      const { document } = compileProvider(provider, specs)
      const models = modelsOf({ ...contracts[provider], openapi: document })
      const missing = added
        .flatMap(({ pages }) => pages.flatMap((page) => page.models))
        .filter((model) => !models.has(model))
      expect(missing).toEqual([])
      await SwaggerParser.validate(structuredClone(document))
    } finally {
      rmSync(specs, { recursive: true })
    }
  },
)
