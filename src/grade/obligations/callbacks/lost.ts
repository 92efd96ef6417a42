import { receives } from '../receives.ts'

export const lost = receives({
  id: 'callbacks/lost',
  situation: 'callback-lost',
  says: 'When its callback does not come, it never learns that its task is done.',
  why: 'Callbacks get lost: a deployment, a restart, a firewall.',
  remedy: 'Read the task as well, rarely, until the callback has come.',
})
