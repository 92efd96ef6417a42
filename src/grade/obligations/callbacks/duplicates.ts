import { receives } from '../receives.ts'

export const duplicates = receives({
  id: 'callbacks/duplicates',
  situation: 'callback-duplicated',
  says: 'A callback that comes twice confuses it.',
  why: 'Providers send again whatever they are not sure of. Twice is normal.',
  remedy: 'Handle a callback by the id of its task, and do nothing the second time.',
})
