import { rename, set } from '../edit.ts'
import { at, doubled, missing, type Operator, onPost } from './operator.ts'

const k = at('kie')

/** What comes by itself. */
export const kieCallbacks: readonly Operator[] = [
  k('no callback', 'callback', missing),
  k('callback twice', 'callback', doubled),
  k(
    'callback by PUT',
    'callback method',
    onPost((post) => {
      post.method = 'PUT'
    }),
  ),
  k(
    'callback unsigned',
    'callback header x-webhook-signature',
    onPost((post) => {
      delete post.headers['x-webhook-signature']
    }),
  ),
  k(
    'callback signed wrongly',
    'callback header x-webhook-signature',
    onPost((post) => {
      post.headers['x-webhook-signature'] = Buffer.from('nonsense').toString('base64')
    }),
  ),
  k(
    'callback time in ms',
    'callback header x-webhook-timestamp',
    onPost((post) => {
      post.headers['x-webhook-timestamp'] += '000'
    }),
  ),
  k(
    'callback without envelope',
    ['callback $.data', 'callback $.code', 'callback $.msg'],
    onPost((post) => {
      post.json = post.json.data
    }),
  ),
  k(
    'callback with taskId renamed',
    'callback $.data.taskId',
    onPost((post) => rename(post.json, 'data.taskId', 'task_id')),
  ),
  k(
    'callback says fail',
    'callback $.data',
    onPost((post) => set(post.json, 'data.state', 'fail')),
  ),
  k(
    'callback with code 0',
    'callback $.code',
    onPost((post) => set(post.json, 'code', 0)),
  ),
  k(
    'callback as a form',
    'callback',
    onPost((post) => {
      post.headers['content-type'] = 'application/x-www-form-urlencoded'
      post.text = 'a=b'
    }),
  ),
  k(
    'callback of another task',
    'callback $.data.taskId',
    onPost((post) => set(post.json, 'data.taskId', 'f'.repeat(32))),
  ),
]
