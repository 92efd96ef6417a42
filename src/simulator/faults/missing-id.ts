import { defineFault } from './fault.ts'
import { choiceSetting } from './fault-settings.ts'

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

const mentions = (value: unknown, text: string): boolean => typeof value === 'string' && value.includes(text)

/**
 * The value without any member that holds this text, whatever the provider calls it: the id, or a link that contains
 * it.
 */
const without = (value: unknown, text: string): unknown => {
  if (Array.isArray(value)) return value.map((item) => without(item, text))
  if (!isObject(value)) return value
  const members = Object.entries(value).filter(([, member]) => !mentions(member, text))
  return Object.fromEntries(members.map(([name, member]) => [name, without(member, text)]))
}

/** The value with null for each object that the text is in, or for the text itself at the outermost. */
const nulled = (value: unknown, text: string, isOutermost = true): unknown => {
  if (mentions(value, text)) return null
  if (!isObject(value)) return value
  if (Array.isArray(value)) return value.map((item) => nulled(item, text, false))
  const members = Object.entries(value)
  if (!isOutermost && members.some(([, member]) => mentions(member, text))) return null
  return Object.fromEntries(members.map(([name, member]) => [name, nulled(member, text, false)]))
}

/** The create request is accepted and billed, and the response lacks the task's id. */
export const missingId = defineFault({
  name: 'missing-id',
  catches: 'a client that polls `undefined`, or takes it for a failed create request and pays again',
  strikes: ['create'],
  settings: {
    how: choiceSetting('the id is left out, or there is null where the task should be', ['absent', 'null']),
  },
  rewriteAnswer: (answer, { settings: { how } }) => {
    if (answer.taskId === undefined) return answer
    const body: unknown = JSON.parse(answer.body)
    const spoilt = how === 'null' ? nulled(body, answer.taskId) : without(body, answer.taskId)
    return { ...answer, body: JSON.stringify(spoilt) }
  },
})
