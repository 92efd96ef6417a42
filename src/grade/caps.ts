/** From best to worst. */
export const LETTERS = ['A', 'B', 'C', 'D', 'F'] as const
export type Letter = (typeof LETTERS)[number]

/**
 * How good a grade can be at best when something is wrong. No weights and no sums: a rule has one name and one meaning.
 * `obligations` are ids, or an axis with a star.
 */
export interface CapRule {
  readonly id: string
  readonly means: string
  readonly obligations: readonly string[]
  readonly verdict: 'fail' | 'untestable'
  readonly cap: Letter
}

const PAYS_TWICE = [
  'money/reset-after-create',
  'money/timeout-after-create',
  'money/server-error-after-create',
  'money/unavailable-after-create',
  'money/bad-gateway-after-create',
  'money/gateway-timeout-after-create',
  'money/truncated-answer',
  'money/invalid-answer',
  'money/empty-answer',
  'money/idless-answer',
  'money/error-in-200-after-create',
  'money/redirected-once',
  'money/slow-task-bought-once',
  'money/endless-task-bought-once',
  'money/bad-polls-bought-once',
  'money/expired-link-bought-once',
]

/** Every rule, the hardest first. */
export const CAP_RULES: readonly CapRule[] = [
  {
    id: 'paid-twice',
    means: 'One job was paid for more than once.',
    obligations: PAYS_TWICE,
    verdict: 'fail',
    cap: 'F',
  },
  {
    id: 'key-in-output',
    means: 'The API key was printed, or was part of a URL.',
    obligations: ['errors/no-key-in-output', 'hygiene/key-not-in-url'],
    verdict: 'fail',
    cap: 'F',
  },
  {
    id: 'certificates-unchecked',
    means: 'The key was sent to somebody with a false certificate.',
    obligations: ['hygiene/tls-verified'],
    verdict: 'fail',
    cap: 'F',
  },
  {
    id: 'cannot-do-the-job',
    means: 'It makes no video even when all is well.',
    obligations: ['errors/success-told'],
    verdict: 'fail',
    cap: 'F',
  },
  {
    id: 'orphaned',
    means: 'A paid task was left behind, and nobody knows its id.',
    obligations: ['money/no-orphan'],
    verdict: 'fail',
    cap: 'C',
  },
  {
    id: 'never-ends',
    means: 'It never stops waiting.',
    obligations: ['polling/deadline'],
    verdict: 'fail',
    cap: 'C',
  },
  {
    id: 'hammers',
    means: 'It sends requests without a pause.',
    obligations: [
      'polling/pauses',
      'money/no-storm',
      'money/backs-off-after-429',
      'money/waits-for-retry-after',
    ],
    verdict: 'fail',
    cap: 'D',
  },
  {
    id: 'gives-up-paid-work',
    means: 'It throws a paid task away over one bad read.',
    obligations: ['polling/*'],
    verdict: 'fail',
    cap: 'C',
  },
  {
    id: 'false-success',
    means: 'It says that all went well when there is no video.',
    obligations: ['errors/*', 'tolerance/empty-result', 'callbacks/contradiction'],
    verdict: 'fail',
    cap: 'D',
  },
  {
    id: 'not-seen',
    means: 'It never came so far that something of it could be judged.',
    obligations: ['*'],
    verdict: 'untestable',
    cap: 'C',
  },
  {
    id: 'something-failed',
    means: 'An obligation was broken.',
    obligations: ['*'],
    verdict: 'fail',
    cap: 'B',
  },
]

/** Whether a rule speaks of an obligation. */
export const concerns = ({ obligations }: CapRule, id: string): boolean =>
  obligations.some(
    (pattern) =>
      pattern === '*' || pattern === id || (pattern.endsWith('/*') && id.startsWith(pattern.slice(0, -1))),
  )

export const worst = (letters: readonly Letter[]): Letter =>
  LETTERS[Math.max(0, ...letters.map((letter) => LETTERS.indexOf(letter)))] ?? 'A'
