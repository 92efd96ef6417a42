import { expect, test } from 'vitest'
import { type Block, type Document, documents, has, patternOf, runtimes } from './documents.ts'
import { isStart, openSession, type Session } from './session.ts'

/** What is not typed here, and what shows that it works all the same. */
const ELSEWHERE: readonly (readonly [RegExp, string])[] = [
  [/^npm ci && npm test$/, 'this is part of it'],
  [/^npm run pack$/m, 'test/package/tarball.test.ts'],
  [/^pip install /m, 'test/package/python.test.ts'],
  [/--detach --state /, 'test/simulator/state/restart.test.ts and test/cli/background.test.ts'],
  [/^docker build /m, 'test/package/docker.test.ts and scripts/check-docker.ts'],
  [/^npx tsx scripts\/check-docker\.ts$/m, 'installs from the registry; run by hand'],
  [/^npm run (check|specs|build)\b/m, 'the gate'],
  [/^(scripts\/build-media\.sh|npm run generate$)/m, 'they write into the checkout'],
  [/^npx vitest run /m, 'this is what it does'],
  [/^\.ci\/run$/m, 'the gate on a clean clone'],
]

/** Documents whose commands another test runs, or that show what belongs to other programs. */
const UNTYPED: Readonly<Record<string, string>> = {
  // scripts/control-examples.ts makes each call when the document is generated, which the next checks.
  'docs/control-api.md': 'test/docs/generated.test.ts',
  'docs/client.md': 'test/client/docs-snippets.test.ts',
  'docs/contract.md': 'test/docs/contract.test.ts',
  'docs/grade.md': 'test/docs/grade.test.ts',
  'docs/run.md': 'test/run/document.test.ts',
}

const isElsewhere = ({ text }: Block): boolean => ELSEWHERE.some(([pattern]) => pattern.test(text.trim()))

/** What looks like a file of a test runner is one of `examples/recipes`, which test/recipes runs. */
const isRecipe = ({ language, text }: Block): boolean =>
  language === 'js' && /^(export default|module\.exports)|^test\(/m.test(text)

const isTyped = (block: Block): boolean =>
  /^(sh|js)$/.test(block.language) && !isElsewhere(block) && !isRecipe(block)

const typedDocuments = documents.filter(({ file }) => UNTYPED[file] === undefined)

/** The blocks of a document up to and from each start of a simulator. */
const sessionsOf = ({ file, blocks }: Document) => {
  const starts = blocks.flatMap((block, index) => (block.language === 'sh' && isStart(block) ? [index] : []))
  const bounds = [...new Set([0, ...starts])]
  return bounds
    .map((from, index) => blocks.slice(from, bounds[index + 1]))
    .filter((session) => session.some(isTyped))
    .map((session) => [`${file}, from line ${session.find(isTyped)?.line}`, session] as const)
}

const follow = async (session: Session, block: Block): Promise<string> =>
  isStart(block) ? session.start(block) : session.type(block)

interface Typed {
  readonly block: Block
  /** What is shown below it; undefined where the next block is not its output. */
  readonly shown: string | undefined
}

/** What was typed, with what it prints. A program of its own that two documents show alike is typed once. */
const typed = new Set<string>()

const isRepeated = (block: Block, next = ''): boolean => {
  const known = block.text + next
  if (block.text.startsWith('node dist/') && typed.has(known)) return true
  typed.add(known)
  return false
}

const isRunnable = ({ text }: Block): boolean =>
  runtimes.every((runtime) => !text.includes(`${runtime} `) || has(runtime))

const typedIn = (blocks: readonly Block[]): readonly Typed[] =>
  blocks.flatMap((block, index) => {
    if (!isTyped(block) || !isRunnable(block)) return []
    const next = blocks[index + 1]
    if (isRepeated(block, next?.text)) return []
    return [{ block, shown: next?.language === 'text' ? next.text : undefined }]
  })

// Side by side, since they mostly wait; what is typed once is settled before the first of them starts.
test.concurrent.each(
  typedDocuments.flatMap(sessionsOf).map(([place, blocks]) => [place, typedIn(blocks)] as const),
)(
  'the commands in %s can be typed, and print what is shown there',
  async (_place, blocks) => {
    await using session = await openSession()
    for (const { block, shown } of blocks) {
      // curl prints header lines as they come, with their carriage returns.
      const output = (await follow(session, block)).replaceAll('\r\n', '\n')
      if (shown !== undefined) expect(output).toMatch(patternOf(shown))
    }
  },
  180_000,
)

test('documents start simulators, and show the way to three first videos', () => {
  const typed = typedDocuments.flatMap(({ blocks }) => blocks).filter(isTyped)
  expect(typed.filter(isStart).length).toBeGreaterThan(2)
  expect(typed.filter(({ text }) => text.includes('ls -l')).length).toBe(3)
})

test('each reason not to type a block still has its block', () => {
  const blocks = documents.flatMap((document) => document.blocks)
  const idle = ELSEWHERE.filter(([pattern]) => !blocks.some(({ text }) => pattern.test(text.trim())))
  expect(idle.map(([pattern]) => String(pattern))).toEqual([])
})
