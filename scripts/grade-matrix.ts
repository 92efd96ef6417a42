/**
 * The self-proof of the grader: a client with exactly one mistake breaks that obligation and no other axis. It grades
 * test/grade/clients/switchable.mjs once per switch and writes docs/grade-matrix.md: `npm run grade:matrix [switch …]`. On a machine
 * with nothing else to do it takes about an hour.
 */
import { writeFileSync } from 'node:fs'
import { grade } from '../src/grade/grade.ts'

/** A switch of the client, and the obligation it has to break. */
const MISTAKES: readonly (readonly [mistake: string, obligation: string])[] = [
  ['resend-on-reset', 'money/reset-after-create'],
  ['resend-on-timeout', 'money/timeout-after-create'],
  ['resend-on-500', 'money/server-error-after-create'],
  ['resend-on-503', 'money/unavailable-after-create'],
  ['resend-on-502', 'money/bad-gateway-after-create'],
  ['resend-on-504', 'money/gateway-timeout-after-create'],
  ['resend-on-truncated', 'money/truncated-answer'],
  ['resend-on-bad-json', 'money/invalid-answer'],
  ['resend-on-empty', 'money/empty-answer'],
  ['resend-on-idless', 'money/idless-answer'],
  ['resend-on-refusal', 'money/out-of-credits-once'],
  ['short-wait', 'money/slow-task-bought-once'],
  ['buys-again-on-failure', 'money/failed-task-bought-once'],
  ['buys-again-on-expired', 'money/expired-link-bought-once'],
  ['429-at-once', 'money/backs-off-after-429'],
  ['ignores-retry-after', 'money/waits-for-retry-after'],
  ['429-hammer', 'money/no-storm'],
  ['no-id', 'money/no-orphan'],
  ['poll-500-fatal', 'polling/survives-server-error'],
  ['poll-502-fatal', 'polling/survives-gateway-page'],
  ['poll-429-fatal', 'polling/survives-429'],
  ['poll-reset-fatal', 'polling/survives-reset'],
  ['poll-truncated-fatal', 'polling/survives-truncated-read'],
  ['poll-json-fatal', 'polling/survives-invalid-read'],
  ['poll-empty-fatal', 'polling/survives-empty-read'],
  ['not-found-fatal', 'polling/survives-not-found-at-first'],
  ['unknown-state-fails', 'polling/survives-unknown-state'],
  ['hot-loop', 'polling/pauses'],
  ['polls-on', 'polling/stops-at-the-end'],
  ['no-deadline', 'polling/deadline'],
  ['exit-zero', 'errors/failed-task-fails'],
  ['no-reason', 'errors/out-of-credits-told'],
  ['key-in-error', 'errors/no-key-in-output'],
  ['strict-fields', 'tolerance/extra-fields'],
  ['strict-nulls', 'tolerance/nulls'],
  ['strict-ids', 'tolerance/longer-ids'],
  ['refuses-gzip', 'tolerance/gzip'],
  ['refuses-content-type', 'tolerance/content-type'],
  ['empty-is-fine', 'tolerance/empty-result'],
  ['tls-off', 'hygiene/tls-verified'],
  ['key-in-url', 'hygiene/key-not-in-url'],
  ['key-to-files', 'hygiene/key-not-to-files'],
  ['wrong-content-type', 'hygiene/content-type'],
]

const rowOf = async (mistake: string, obligation: string): Promise<string> => {
  const { obligations, grade: letter } = await grade(
    [process.execPath, 'test/grade/clients/switchable.mjs'],
    {
      provider: 'kie',
      profile: 'documented',
      deadlineMs: 30_000,
      seed: 1,
      only: [],
      jobs: 8,
      client: mistake,
      env: { ...process.env, MISTAKE: mistake },
      cwd: process.cwd(),
      abort: new AbortController().signal,
      repeat: (id) => id,
    },
  )
  const open = obligations.filter(
    ({ verdict }) => verdict === 'fail' || verdict === 'untestable' || verdict === 'warning',
  )
  const isFound = open.some(({ id }) => id === obligation)
  const axis = obligation.split('/')[0]
  const elsewhere = open
    .filter((each) => each.axis !== axis && each.verdict !== 'warning')
    .map(({ id }) => id)
  const row = `| ${mistake} | ${obligation} | ${isFound ? 'yes' : '**no**'} | ${elsewhere.join(', ') || 'none'} | ${letter} |`
  console.log(row)
  return row
}

const asked = process.argv.slice(2)
const rows: string[] = []
for (const [mistake, obligation] of MISTAKES.filter(([name]) => asked.length === 0 || asked.includes(name)))
  rows.push(await rowOf(mistake, obligation))
if (asked.length === 0)
  writeFileSync(
    'docs/grade-matrix.md',
    `# One mistake, one obligation\n\nA client that makes exactly one mistake, graded. Written by \`npm run grade:matrix\`.\n\n| mistake | breaks | seen | failures in other axes | grade |\n|---|---|---|---|---|\n${rows.join('\n')}\n`,
  )
