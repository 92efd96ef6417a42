import type { RequestParts } from '../../contracts/index.ts'
import type { Task } from '../tasks/task.ts'
import type { View } from './provider.ts'

/** Observed: at most 50 ids at once. */
const MOST_IDS = 50

/** Assumed: how many tasks a page of the list has, and may have. */
const PAGE = { usual: 20, most: 100 }

type Render = (task: Task, view: View) => Readonly<Record<string, unknown>>

const numberIn = (value: unknown, usual: number, most: number): number => {
  const number = Number(value ?? usual)
  return Number.isInteger(number) && number >= 1 ? Math.min(number, most) : usual
}

/** The list, newest first (observed: its parameters; assumed: the names around the tasks). */
export const evolinkTaskList = (
  { query }: RequestParts,
  tasks: () => Iterable<Task>,
  view: View,
  render: Render,
) => {
  const { page: nth, page_size, status, type, model } = query as Readonly<Record<string, unknown>>
  const size = numberIn(page_size, PAGE.usual, PAGE.most)
  const page = numberIn(nth, 1, Number.MAX_SAFE_INTEGER)
  const isAskedFor = (task: Task): boolean => {
    if (model !== undefined && task.model !== model) return false
    if (status === undefined && type === undefined) return true
    const shown = render(task, view)
    return (status === undefined || shown.status === status) && (type === undefined || shown.type === type)
  }
  const found = [...tasks()].filter(isAskedFor).reverse()
  const data = found.slice((page - 1) * size, page * size).map((task) => render(task, view))
  return { data, total: found.length, page, page_size: size }
}

/** Several tasks by their ids; unknown ones are left out (assumed). Returns a sentence for wrong ids. */
export const evolinkTaskBatch = ({ body }: RequestParts, view: View, render: Render): unknown => {
  const { task_ids } = (body ?? {}) as Readonly<Record<string, unknown>>
  if (!Array.isArray(task_ids) || !task_ids.every((id) => typeof id === 'string'))
    return 'task_ids is a list of task ids.'
  if (task_ids.length > MOST_IDS) return `task_ids has at most ${MOST_IDS} ids, not ${task_ids.length}.`
  const found = task_ids.flatMap((id) => view.account.task(id) ?? [])
  return { data: found.filter(({ provider }) => provider === 'evolink').map((task) => render(task, view)) }
}
