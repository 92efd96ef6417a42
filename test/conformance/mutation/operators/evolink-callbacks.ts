import { remove, rename, set } from '../edit.ts'
import { at, doubled, missing, type Operator, onPost } from './operator.ts'

const e = at('evolink')

/** What comes by itself. */
export const evolinkCallbacks: readonly Operator[] = [
  e('no callback', 'callback', missing),
  e('callback twice', 'callback', doubled),
  e('callback not sent again', 'callback', () => {
    let sent = 0
    return { post: (post) => (sent++ === 0 ? [post] : []) }
  }),
  e(
    'callback by PUT',
    'callback method',
    onPost((post) => {
      post.method = 'PUT'
    }),
  ),
  e(
    'callback in an envelope',
    ['callback $.id', 'callback $.status'],
    onPost((post) => {
      post.json = { data: post.json }
    }),
  ),
  e(
    'callback with id renamed',
    'callback $.id',
    onPost((post) => rename(post.json, 'id', 'task_id')),
  ),
  e(
    'callback says failed',
    'callback $.status',
    onPost((post) => set(post.json, 'status', 'failed')),
  ),
  e(
    'callback without results',
    'callback $.results',
    onPost((post) => remove(post.json, 'results')),
  ),
  e(
    'callback of another task',
    'callback $.id',
    onPost((post) => set(post.json, 'id', 'task-unified-1700000000-aaaaaaaa')),
  ),
  e(
    'callback as text',
    'callback header content-type',
    onPost((post) => {
      post.headers['content-type'] = 'text/plain'
    }),
  ),
]
