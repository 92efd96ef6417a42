import { survives } from '../survives.ts'

export const survivesServerError = survives({
  id: 'polling/survives-server-error',
  situation: 'poll-500',
  says: 'One 500 on a read, and it gives up a paid task.',
  remedy: 'Treat a failed read as no news: wait, and read again until your deadline.',
})
