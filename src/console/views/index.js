/** @import { DetailView, ListView } from './view.d.ts' */
import { callbackDetail } from './callback.js'
import { callbacksView } from './callbacks.js'
import { inboxDetail } from './inbox.js'
import { inboxView } from './inboxes.js'
import { requestDetail } from './request.js'
import { requestsView } from './requests.js'
import { taskDetail } from './task.js'
import { tasksView } from './tasks.js'

/**
 * A list and what is shown of one of its things. Their types meet only within one line of this table.
 *
 * @typedef {{ list: ListView<any>, detail: DetailView<any>, singular: string }} View
 */

/** Every list, in the order of the keys 1 to 4. @type {readonly View[]} */
export const VIEWS = [
  { list: tasksView, detail: taskDetail, singular: 'task' },
  { list: requestsView, detail: requestDetail, singular: 'request' },
  { list: callbacksView, detail: callbackDetail, singular: 'callback' },
  { list: inboxView, detail: inboxDetail, singular: 'inbox' },
]

/** @type {(name: string) => View | undefined} */
export const viewNamed = (name) => VIEWS.find(({ list }) => list.name === name)
