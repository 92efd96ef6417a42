import { receives } from '../receives.ts'

export const late = receives({
  id: 'callbacks/late',
  situation: 'callback-late',
  says: 'A callback that comes late confuses it.',
  why: 'A callback may come after the task was already read, or long after it ended.',
  remedy: 'Handle a callback by the id of its task, and do nothing when it is old news.',
})
