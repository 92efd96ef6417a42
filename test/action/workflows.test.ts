import { expect, test } from 'vitest'
import { inputProblems, workflows } from '../../scripts/lint-workflows.ts'

/** `npm run workflows`, a part of the gate, also has actionlint look at them. */

const usingOurs = (lines: string): string =>
  `jobs:\n  job:\n    steps:\n      - uses: ./node_modules/stuntdouble/action${lines}\n`

test.each([
  ['/contract\n        with: { provider: kie, base-url: x, api-key: y }', []],
  [
    '/contract\n        with: { provider: kie, base-url: x }',
    ['action/contract/action.yml needs the input api-key'],
  ],
  ['\n        with: { prot: 7400 }', ['action/action.yml has no input prot']],
  ['/stopp', ['./node_modules/stuntdouble/action/stopp is not an action of ours']],
])('what is passed to an action of ours is checked: %s', (lines, messages) => {
  expect(inputProblems('w.yml', usingOurs(lines)).map(({ message }) => message)).toEqual(messages)
})

test('steps on pages are among the workflows that are checked', () => {
  const files = workflows().map(([file]) => file)
  expect(files).toContain('docs/github-action.md')
  expect(files).toContain('.github/workflows/ci.yml')
  expect(workflows().flatMap(([file, text]) => inputProblems(file, text))).toEqual([])
})
