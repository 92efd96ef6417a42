import { receives } from '../receives.ts'

export const foreign = receives({
  id: 'callbacks/foreign',
  situation: 'callback-foreign',
  says: 'A callback about a task that it never ordered confuses it.',
  why: 'Anybody may send one: another worker of yours, another customer, a stranger.',
  remedy: 'Ignore what you did not order, with a 200.',
})
