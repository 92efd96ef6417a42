import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contractsOf } from '../../../src/pages/compile/page-contracts.ts'
import { PageError } from '../../../src/pages/text/page.ts'
import { anyText } from '../../helpers/any-text.ts'
import { EFFORT } from '../../helpers/effort.ts'
import { changed, type PageName, pageFiles, read, textOf } from './bundled-pages.ts'

const errorOf = (file: string, text: string): string => {
  try {
    contractsOf(file, text)
  } catch (error) {
    if (error instanceof PageError) return error.message
    throw error
  }
  return 'was read'
}

/** A contract or a PageError: anything else fails the test, and so does what never ends. */
const answers = (text: string): void => {
  errorOf('page.md', text)
}

describe('an error names file, place and what was expected', () => {
  const markdown: PageName = 'kie/wan-2-5-text-to-video.md'
  const evolink: PageName = 'evolink/wan2.5-text-to-video.md'
  const cases: readonly (readonly [string, PageName, string, unknown])[] = [
    [
      'a page without its create call',
      markdown,
      changed(markdown, '`POST https://api.kie.ai/api/v1/jobs/createTask`', 'see below').replaceAll(
        'POST https://api.kie.ai/api/v1/jobs/createTask',
        'the call',
      ),
      expect.stringMatching(/line 1: expected a page that describes a call: .* the page of a query alone/),
    ],
    [
      'a page without input parameters',
      markdown,
      textOf(markdown).replaceAll(/^- \*\*Type\*\*.*\n- \*\*Required\*\*.*$/gm, ''),
      expect.stringMatching(
        /line 1: expected a page that describes a call: .* states no parameter with a type/,
      ),
    ],
    [
      'a page whose YAML is broken',
      evolink,
      changed(evolink, '  title: wan2.5', '  title: [wan2.5'),
      expect.stringContaining('line 15: expected valid YAML (Flow sequence in block collection'),
    ],
    [
      'a page whose code block is cut off',
      evolink,
      textOf(evolink).slice(0, 3_000),
      "line 95: expected valid YAML (Missing closing 'quote)",
    ],
    [
      'a page that refers to a schema it does not have',
      evolink,
      changed(evolink, '    VideoTaskInfo:', '    TaskInfo:'),
      'line 12: expected a schema at #/components/schemas/VideoTaskInfo, which the page refers to',
    ],
  ]
  test.each(cases)('%s', (_what, file, text, message) => {
    expect(errorOf(file, text)).toEqual(typeof message === 'string' ? `${file}, ${message}` : message)
  })

  test('something that is not a page', () => {
    expect(errorOf('x.txt', 'hello')).toMatch(
      /^x\.txt, line 1: expected a page that describes a call: .* a text without any call/,
    )
  })
})

test.each(pageFiles)('%s reads the same with Windows line ends and a byte order mark', (file) => {
  const windows = `\uFEFF${textOf(file).replaceAll('\n', '\r\n')}`
  expect(contractsOf(file, windows)).toEqual(read(file))
})

test.each(pageFiles)('%s cut off anywhere is read or refused', (file) => {
  const lines = textOf(file).split('\n')
  for (let end = 0; end < lines.length; end += Math.ceil(161 / EFFORT))
    answers(lines.slice(0, end).join('\n'))
})

test('a page with lines missing, doubled or swapped for junk is read or refused', () => {
  const junk = fc.oneof(
    anyText(40),
    fc.constantFrom(
      '```',
      '````yaml',
      '# input Parameters',
      '| a |',
      '- **Type**:',
      'Required',
      '{',
      '}',
      '&a [*a]',
    ),
  )
  const damage = fc.record({ at: fc.nat(800), remove: fc.nat(3), add: fc.array(junk, { maxLength: 3 }) })
  fc.assert(
    fc.property(
      fc.constantFrom(...pageFiles),
      fc.array(damage, { minLength: 1, maxLength: 4 }),
      (file, damages) => {
        const lines = textOf(file).split('\n')
        for (const { at, remove, add } of damages) lines.splice(at % lines.length, remove, ...add)
        answers(lines.join('\n'))
      },
    ),
    { numRuns: 8 * EFFORT },
  )
})

test('any text at all is read or refused', () => {
  fc.assert(
    fc.property(anyText(2_000), fc.constantFrom('', '```yaml\n', '# Parameters\n'), (text, start) =>
      answers(start + text),
    ),
    { numRuns: 30 * EFFORT },
  )
})

describe('hostile pages are refused at once', () => {
  const yaml = (body: string): string => `# Page\n\n\`\`\`yaml\nopenapi: 3.1.0\n${body}\n\`\`\`\n`
  const bomb = Array.from({ length: 12 }, (_, level) =>
    level === 0 ? 'a0: &a0 [x, x]' : `a${level}: &a${level} [*a${level - 1}, *a${level - 1}, *a${level - 1}]`,
  ).join('\n')
  test.each([
    ['an alias bomb', bomb, /aliases/],
    ['an alias inside its own anchor', 'a: &a [*a]', /at most 64 levels of nesting/],
    ['a tag', 'a: !!js/function "x"', /YAML without tags/],
    // Node 20 ends inside the parser at these, beyond any catch.
    ['deep flow sequences', 'a: '.padEnd(20_000, '['), /at most 64 levels of nesting/],
    ['deep block sequences', '- '.repeat(50_000), /at most 64 levels of nesting/],
    ['a flood of closing brackets', '}'.repeat(20_000), /an opening bracket for each closing one/],
    ['a block of nothing but marks', 'a: - b\n'.repeat(40_000), /at most 80000 line breaks/],
  ])('%s', (_what, body, message) => {
    expect(errorOf('page.md', yaml(body))).toMatch(message)
  })

  test.each([
    ['a page over 1 MiB', 'x'.repeat(2 ** 20 + 1), /a page of at most 1 MiB/],
    ['a Markdown page of 20,000 headings', '# Parameters\n'.repeat(20_000), /a text without any call/],
    ['a section of 10,000 lines', `# Parameters\n${'a:\n'.repeat(10_000)}`, /a text without any call/],
  ])('%s', (_what, text, message) => {
    expect(errorOf('page.md', text)).toMatch(message)
  })
})
