import { receives } from '../receives.ts'

export const outOfOrder = receives({
  id: 'callbacks/out-of-order',
  situation: 'callback-out-of-order',
  says: 'An older callback that comes last undoes the newer one.',
  why: 'Nothing keeps callbacks in order.',
  remedy: 'Never let a task go back from its end.',
})
