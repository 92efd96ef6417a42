import { survives } from '../survives.ts'

export const survives429 = survives({
  id: 'polling/survives-429',
  situation: 'poll-429',
  says: 'One refused read, and it gives up a paid task.',
  remedy: 'Wait as long as Retry-After says, and read again.',
})
