import { defineFault, NO_SETTINGS } from './fault.ts'

/**
 * The value without any member that holds this text, whatever the provider calls it: the id, or a link that contains
 * it.
 */
const without = (value: unknown, text: string): unknown => {
  if (Array.isArray(value)) return value.map((item) => without(item, text))
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).filter(
    ([, member]) => typeof member !== 'string' || !member.includes(text),
  )
  return Object.fromEntries(members.map(([name, member]) => [name, without(member, text)]))
}

/** The create request is accepted and billed, and the response lacks the task's id. */
export const missingId = defineFault({
  name: 'missing-id',
  catches: 'a client that polls `undefined`, or takes it for a failed create request and pays again',
  strikes: ['create'],
  settings: NO_SETTINGS,
  rewriteAnswer: (answer) =>
    answer.taskId === undefined
      ? answer
      : { ...answer, body: JSON.stringify(without(JSON.parse(answer.body), answer.taskId)) },
})
