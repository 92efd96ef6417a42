import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { compareContracts } from '../../scripts/drift/compare.ts'
import { importPage } from '../../src/pages/import-page.ts'
import { rememberedPages } from '../../src/pages/remembered-pages.ts'

/** Pairs of a page as it is and as it might be tomorrow: each change is found, at its place, and of its kind. Nothing is called breaking
 * that is not: what follows from a change (a text is not limited to numbers) is listed with it. */

const KIE = readFileSync('specs/pages/kie/wan-2-5-text-to-video.md', 'utf8')
const EVOLINK = readFileSync('specs/pages/evolink/wan2.5-text-to-video.md', 'utf8')

type Edit = (page: string) => string

/** @throws Error where the page does not have what is replaced: such a pair would prove nothing. */
const replaced =
  (...pairs: readonly (readonly [string | RegExp, string])[]): Edit =>
  (page) =>
    pairs.reduce((text, [from, to]) => {
      const after = typeof from === 'string' ? text.replaceAll(from, to) : text.replace(from, to)
      if (after === text) throw new Error(`The page does not have ${from}.`)
      return after
    }, page)

const changesOf = (page: string, edit: Edit): readonly string[] => [
  ...new Set(
    compareContracts(rememberedPages('page.md', page), importPage('page.md', edit(page))).map(
      ({ kind, field }) => `${kind} ${field}`.trim(),
    ),
  ),
]

test.each<readonly [string, string, Edit, readonly string[]]>([
  ['Kie drops an option', KIE, replaced(['  - `10`: 10 seconds\n', '']), ['breaking input.duration']],
  [
    'Kie adds an option',
    KIE,
    replaced([/( {2}- `1:1`: 1:1\n)/, '$1  - `4:3`: 4:3\n']),
    ['additive input.aspect_ratio'],
  ],
  [
    'Kie requires a field',
    KIE,
    replaced([/(#### resolution[\s\S]*?\*\*Required\*\*: )No/, '$1Yes']),
    ['breaking input.resolution'],
  ],
  [
    'Kie shortens the longest prompt',
    KIE,
    replaced(['max 800 characters', 'max 700 characters'], ['Length**: 800', 'Length**: 700']),
    ['breaking input.prompt', 'wording input.prompt'],
  ],
  [
    'Kie renames the model',
    KIE,
    replaced(['wan/2-5-text-to-video', 'wan/2-6-text-to-video']),
    ['breaking', 'additive'],
  ],
  [
    'Kie says the same in other words',
    KIE,
    replaced(['Random seed for reproducibility.', 'A seed makes a result repeatable.']),
    ['wording input.seed'],
  ],
  ['Kie breaks lines elsewhere', KIE, replaced(['\n## ', '\n\n## ']), []],
  ['Kie shows another example', KIE, replaced(['"seed": 42', '"seed": 43']), ['wording']],
  [
    'EvoLink allows longer prompts',
    EVOLINK,
    replaced(['maxLength: 2000', 'maxLength: 4000']),
    ['additive prompt'],
  ],
  [
    'EvoLink makes a number a text',
    EVOLINK,
    replaced(
      [/duration:\n {10}type: integer/, 'duration:\n          type: string'],
      [/example: 5\n( +prompt_extend)/, "example: '5'\n$1"],
    ),
    ['breaking duration', 'additive duration', 'wording duration'],
  ],
  [
    'EvoLink takes a further field',
    EVOLINK,
    replaced([/( {8}prompt_extend:\n)/, '        watermark:\n          type: boolean\n$1']),
    ['additive watermark'],
  ],
  [
    'EvoLink drops a field',
    EVOLINK,
    replaced([/ {8}prompt_extend:\n[\s\S]*?(?= {8}callback_url:)/, '']),
    ['breaking prompt_extend'],
  ],
  ['EvoLink moves', EVOLINK, replaced(['https://api.evolink.ai', 'https://api2.evolink.ai']), ['breaking']],
  [
    'EvoLink has another default',
    EVOLINK,
    replaced([/default: 720p/, 'default: 1080p'], ['defaults to `720p`', 'defaults to `1080p`']),
    ['additive quality', 'wording quality'],
  ],
  [
    'EvoLink describes another kind of error',
    EVOLINK,
    replaced(['Upstream service error', 'Bad gateway']),
    [],
  ],
])('a change is called what it is: %s', (_name, page, edit, expected) => {
  expect(changesOf(page, edit)).toEqual(expected)
})

test('a page is the same as itself, and a change seen from the other side is a change back', () => {
  for (const page of [KIE, EVOLINK]) expect(changesOf(page, (text) => text)).toEqual([])
  const wider = replaced(['maxLength: 2000', 'maxLength: 4000'])
  expect(
    compareContracts(importPage('page.md', wider(EVOLINK)), rememberedPages('page.md', EVOLINK)).map(
      ({ kind }) => kind,
    ),
  ).toEqual(['breaking'])
})
