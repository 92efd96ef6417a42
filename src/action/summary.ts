import type { JobEvidence, SeenDelivery, SeenTask } from './evidence.ts'

/** The newest of each kind that are shown; the rest is in the files. */
const MOST_ROWS = 50

const cell = (value: string | number): string =>
  String(value).replaceAll('|', '\\|').replaceAll(/\s+/g, ' ').replaceAll('<', '&lt;')

const table = (
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): readonly string[] => [
  `| ${head.join(' | ')} |`,
  `|${head.map(() => '---').join('|')}|`,
  ...rows.slice(-MOST_ROWS).map((row) => `| ${row.map(cell).join(' | ')} |`),
  ...(rows.length > MOST_ROWS ? ['', `${rows.length - MOST_ROWS} older ones are in the report folder.`] : []),
  '',
]

const endOf = ({ phase, failure }: SeenTask): string =>
  failure === null ? phase : `${phase}: ${[failure.code, failure.message].filter(Boolean).join(' ')}`

const tasksIn = (tasks: readonly SeenTask[]): readonly string[] => {
  if (tasks.length === 0) return ['No task was created.', '']
  const rows = tasks.map((task) => [task.id, task.account, task.model, endOf(task), task.cost, task.reads])
  return [
    `<details><summary>${tasks.length} ${tasks.length === 1 ? 'task' : 'tasks'}</summary>`,
    '',
    ...table(['task', 'account', 'model', 'end', 'credits', 'reads'], rows),
    '</details>',
    '',
  ]
}

const lastAnswer = ({ attempts }: SeenDelivery): string => {
  const { status, error } = attempts.at(-1) ?? { status: null, error: 'no attempt was made' }
  return error ?? `status ${status}`
}

const callbacksIn = (deliveries: readonly SeenDelivery[]): readonly string[] => {
  const bad = deliveries.filter(({ state }) => state === 'failed' || state === 'refused')
  if (bad.length === 0) return []
  const rows = bad.map((each) => [each.taskId, each.url, each.state, each.attempts.length, lastAnswer(each)])
  return ['### Callbacks that did not arrive', '', ...table(['task', 'to', 'state', 'attempts', 'why'], rows)]
}

/** What a job made of the providers, for the page of its run. */
export const summaryOf = ({ bill, tasks, deliveries }: JobEvidence): string =>
  [
    `## stuntdouble: ${cell(bill.text)}`,
    '',
    '```text',
    bill.report.trim().replaceAll('```', "'''"),
    '```',
    '',
    ...callbacksIn(deliveries),
    ...tasksIn(tasks),
  ].join('\n')
