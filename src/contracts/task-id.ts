/** Field names that can only mean a task, in any spelling: `task_id`, `taskId`, `recordId`, `job-id`. */
const TASK_FIELDS: ReadonlySet<string> = new Set(['taskid', 'recordid', 'jobid', 'videoid', 'generationid'])

const isTaskField = (name: string): boolean => TASK_FIELDS.has(name.replaceAll(/[_-]/g, '').toLowerCase())

/**
 * The same fields in text that is not JSON, or that holds JSON as a string. The closing quote shows that the id is
 * whole.
 */
const IN_TEXT =
  /\\?"(?:task|record|job|video|generation)[_-]?id\\?"\s*:\s*(?:\\?"([^"\\]{1,200})\\?"|(\d{1,20})(?=\s*[,}\]]))/i

/** In an address, such as a redirect's: `/v1/tasks/<id>`, `?taskId=<id>`. */
const IN_ADDRESS = /(?:\/|[?&](?:task|record|job)[_-]?id=)([\w-]{6,200})(?=$|[/?&#\s"'])/gi

/** `id`, where only the form of the value tells. */
const UNDER_ID = /\\?"id\\?"\s*:\s*\\?"([^"\\]{1,200})\\?"/g

/** Deeper than any response of these providers. */
const DEEPEST = 20

/**
 * A task id anywhere in a response, or `undefined`: under a name that only a task has, under `id` in the provider's
 * form, in broken JSON, in JSON within a string, in an address.
 * @param form a whole task id of the provider
 */
export const taskIdIn = (form: RegExp, value: unknown, depth = 0): string | undefined => {
  if (typeof value === 'string') return idInText(form, value)
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return undefined
  const entries = Object.entries(value)
  for (const [name, inner] of entries) {
    const id = typeof inner === 'number' ? String(inner) : inner
    if (typeof id !== 'string' || id.trim() === '') continue
    if ((isTaskField(name) && !/^(null|undefined|none|0)$/i.test(id)) || (name === 'id' && form.test(id)))
      return id
  }
  for (const [, inner] of entries) {
    const id = taskIdIn(form, inner, depth + 1)
    if (id !== undefined) return id
  }
  return undefined
}

const idInText = (form: RegExp, text: string): string | undefined => {
  const [, quoted, digits] = IN_TEXT.exec(text) ?? []
  return quoted ?? digits ?? matching(form, text, UNDER_ID) ?? matching(form, text, IN_ADDRESS)
}

const matching = (form: RegExp, text: string, places: RegExp): string | undefined =>
  [...text.matchAll(places)].map(([, id = '']) => id).find((id) => form.test(id))
