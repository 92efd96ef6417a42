import fc from 'fast-check'
import { expect, test } from 'vitest'
import { importPage } from '../../src/pages/import-page.ts'
import { PageRefusal } from '../../src/pages/imported-page.ts'
import { PageError } from '../../src/pages/text/page.ts'
import { EFFORT, effortOf } from '../helpers/effort.ts'
import { sampleOf } from '../helpers/sampled.ts'
import { textOf as bundled, pageFiles } from './compile/bundled-pages.ts'
import { pageNames, textOf } from './pages.ts'

/** What would not end takes minutes. */
const SOON_CPU_MS = 5_000

/** An answer, or a clear error. Returns the CPU time it took, ms. */
const tryPage = (text: string): number =>
  effortOf(() => {
    try {
      for (const page of importPage('p', text)) {
        expect(page.models.length).toBeGreaterThan(0)
        JSON.stringify(page)
      }
    } catch (error) {
      if (!(error instanceof PageRefusal || error instanceof PageError)) throw error
      expect(error.message).toMatch(/^p( |,)/)
    }
  })

const texts = sampleOf([...pageNames.map(textOf), ...pageFiles.map(bundled)], 2)

const CUTS = EFFORT

test('a page cut off anywhere gives an answer or a clear error', () => {
  for (const [index, text] of texts.entries()) {
    const lines = text.split('\n')
    // Of each page other places.
    for (let part = 0; part < CUTS; part += 1)
      tryPage(lines.slice(0, Math.floor((lines.length * (part + (index % 7) / 7)) / CUTS)).join('\n'))
  }
})

test('a page with lines lost, doubled or swapped gives an answer or a clear error', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...texts.filter((text) => text.length < 8_000)),
      fc.array(fc.tuple(fc.nat(), fc.constantFrom('drop', 'double', 'indent', 'tab', 'quote')), {
        maxLength: 6,
      }),
      (text, changes) => {
        const lines = text.split('\n')
        for (const [at, change] of changes) {
          const index = at % lines.length
          const line = lines[index] ?? ''
          if (change === 'drop') lines.splice(index, 1)
          else if (change === 'double') lines.splice(index, 0, line)
          else if (change === 'indent') lines[index] = `  ${line}`
          else if (change === 'tab') lines[index] = `\t${line.trimStart()}`
          else lines[index] = line.replace(/["'`]/, '')
        }
        tryPage(lines.join('\n'))
      },
    ),
    { numRuns: 10 * EFFORT, seed: 1 },
  )
})

test('any text gives an answer or a clear error', () => {
  const word = fc.constantFrom(
    ...[
      '# ',
      '## input Parameters',
      '- **Type**: `',
      '| Parameter | Type | Required |',
      '|---|---|---|',
      '```yaml',
    ],
    ...[
      'openapi: 3.1.0',
      'paths:',
      '  /v1/videos/generations:',
      '    post:',
      '`',
      '**',
      '\n',
      '\t',
      '<!--',
      '-->',
      '---',
    ],
    ...[
      'POST https://api.kie.ai/api/v1/jobs/createTask',
      '{"model": "',
      'Required',
      'model',
      '[]',
      '.',
      '| x | string | yes |',
    ],
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(word, fc.string({ maxLength: 12 })), { maxLength: 60 }), (words) => {
      tryPage(words.join('\n'))
    }),
    { numRuns: 30 * EFFORT, seed: 2 },
  )
})

const opening = 'openapi: 3.1.0\npaths:\n  /v1/images/generations:\n    post:\n      requestBody:\n'
/** A text that is read in quadratic time takes minutes at this length already. */
const long = EFFORT > 1 ? 50_000 : 25_000
const create = 'POST https://api.kie.ai/api/v1/jobs/createTask\n'

test.each([
  ['one line', 'a'.repeat(long)],
  ['backticks', '`'.repeat(long)],
  ['many fences', '```yaml\n'.repeat(long / 8)],
  ['headings', `${create}${'# model\n- **Type**: string\n'.repeat(long / 30)}`],
  ['a wide table', `${create}|${'a|'.repeat(long / 4)}\n|${'-|'.repeat(long / 4)}`],
  [
    'a long table',
    `${create}# input\n| name | type | required |\n|---|---|---|\n${'| p | string | yes |\n'.repeat(long / 22)}`,
  ],
  [
    'deep bullets',
    Array.from({ length: 1_300 }, (_, index) => `${' '.repeat(index)}- \`a\` (object)`).join('\n'),
  ],
  ['pipes', `${create}|`.repeat(long / 50)],
  ['brackets', '['.repeat(long)],
  ['braces', `${create}\`\`\`json\n${'{"model":'.repeat(long / 9)}`],
  ['stars', `${create}- ${'**'.repeat(long / 2)}`],
  ['comments', '<!--'.repeat(long / 4)],
  [
    'quotes in a limit',
    `${create}#### p\n- **Type**: string\n- **Description**: ${'max 1 '.repeat(long / 6)}`,
  ],
  [
    'endless options',
    `${create}#### p\n- **Type**: string\n- **Description**: one of ${'`a` '.repeat(long / 4)}`,
  ],
  ['YAML keys', `\`\`\`yaml\nopenapi: 3.1.0\npaths:\n${'  a: b\n'.repeat(long / 8)}\`\`\``],
  ['many blank lines', `${create}${'\n'.repeat(long)}`],
  ['spaces', `${create}## input\n- a${' '.repeat(long)}b`],
  [
    'dots in a name',
    `${create}## input\n| name | type | required |\n|---|---|---|\n| ${'a.'.repeat(2_000)}b | string | yes |`,
  ],
])('a long text of %s takes seconds, not minutes', (_what, text) => {
  expect(tryPage(text)).toBeLessThan(SOON_CPU_MS)
})

test.each([
  [
    'an alias bomb',
    `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c]\ne: [*d,*d,*d,*d,*d,*d]\n${opening}`,
  ],
  ['a tag', `${opening}        content: !!js/function 'function () {}'\n`],
  [
    'an alias in its own anchor',
    `openapi: 3.1.0\npaths: &p\n  /v1/images/generations: { post: { requestBody: *p } }\n`,
  ],
  [
    'a prototype',
    `${opening}        content: { application/json: { schema: { properties: { __proto__: { type: string }, model: { const: m } } } } }\n`,
  ],
])('hostile YAML is answered or refused: %s', (_what, text) => {
  expect(tryPage(text)).toBeLessThan(SOON_CPU_MS)
})

test('references that double at each level are refused', () => {
  const schemas = Object.fromEntries(
    Array.from({ length: 30 }, (_, index) => {
      const next = { $ref: `#/components/schemas/S${index + 1}` }
      return [`S${index}`, { type: 'object', properties: { a: next, b: next } }]
    }),
  )
  const document = {
    openapi: '3.1.0',
    paths: {
      '/v1/images/generations': {
        post: {
          requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/S0' } } } },
        },
      },
    },
    components: { schemas },
  }
  expect(tryPage(JSON.stringify(document))).toBeLessThan(SOON_CPU_MS)
})

const withField = (field: object, example?: object): string =>
  JSON.stringify({
    openapi: '3.1.0',
    paths: {
      '/v1/images/generations': {
        post: {
          requestBody: {
            content: {
              'application/json': {
                schema: { type: 'object', properties: { model: { const: 'm-1' }, field } },
                example: { model: 'm-1', ...example },
              },
            },
          },
        },
      },
    },
  })
const many = <Item>(count: number, make: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_, index) => make(index))
const page = (text: string): string =>
  `# T\n${create}\n### model\n- **Options**: \`a/b-1\`\n- **Type**: string\n\n${text}`

test.each([
  [
    'a pattern that takes forever',
    withField({ type: 'string', pattern: '^(\\w+\\s?)*$' }, { field: `${'a'.repeat(60)}!` }),
  ],
  ['a choice repeated', withField({ type: 'string', pattern: '^(a|a)*$', default: `${'a'.repeat(60)}!` })],
  [
    'an allOf of 3,000',
    withField({ allOf: many(3_000, (index) => ({ properties: { [`p${index}`]: {} } })) }),
  ],
  [
    '20,000 options',
    withField({ enum: many(20_000, String), examples: many(15_000, (index) => `w${index}`) }, { field: 'x' }),
  ],
  [
    '3,000 alternatives that all fit',
    withField(
      { oneOf: many(3_000, (index) => ({ type: 'object', required: ['a', `p${index}`] })) },
      { field: { a: 1, ...Object.fromEntries(many(3_000, (index) => [`p${index}`, 1])) } },
    ),
  ],
  [
    'JSON of 20,000 levels',
    withField({ default: '@' }).replace('"@"', '['.repeat(20_000) + ']'.repeat(20_000)),
  ],
  [
    'an example of 20,000 levels',
    page(`\`\`\`json\n{"model":"a/b-1","input":${'['.repeat(20_000)}${']'.repeat(20_000)}}\n\`\`\`\n`),
  ],
  ['a path of 20,000 steps', page(`### p${'.a'.repeat(20_000)}\n- **Type**: array\n`)],
  [
    'quotes in quotes',
    page(`### p\n- **Type**: string\n- **Default**: ${"'".repeat(20_000)}a${"'".repeat(20_000)}\n`),
  ],
  [
    'thousands of parameters',
    page(many(EFFORT > 1 ? 5_000 : 2_000, (index) => `### p${index}\n- **Type**: string\n\n`).join('')),
  ],
  [
    'bullets in bullets',
    page(
      `### p\n- **Type**: object\n${many(1_200, (index) => `${' '.repeat(index)}- \`p\` (object): x\n`).join('')}`,
    ),
  ],
  [
    'properties of properties',
    page(
      `### p\n- **Type**: object\n${many(30, (index) => `${' '.repeat(4 * index)}- **Properties**:\n${' '.repeat(4 * index + 2)}- \`q\` (object): x\n`).join('')}`,
    ),
  ],
  [
    'fields of fields that say their type below',
    page(
      `### p\n- **Type**: object\n${many(30, (index) => `${' '.repeat(4 * index)}- **Description**: of\n${' '.repeat(4 * index + 2)}- **q**:\n${' '.repeat(4 * index + 4)}- type: object\n`).join('')}`,
    ),
  ],
  [
    'endless limits',
    withField({
      type: 'object',
      properties: Object.fromEntries(
        many(40, (index) => [
          `p${index}`,
          { type: 'integer', description: 'max 5. '.repeat(EFFORT > 1 ? 900 : 450) },
        ]),
      ),
    }),
  ],
  [
    'broken blocks',
    many(8, () => `\`\`\`yaml\nopenapi: 3.1.0\npaths:\n${'a: - b [\n'.repeat(4_000)}\`\`\`\n\n`).join(''),
  ],
])('%s: an answer or a clear error, soon', (_what, text) => {
  expect(tryPage(text)).toBeLessThan(SOON_CPU_MS)
})
