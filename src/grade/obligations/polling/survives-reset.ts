import { survives } from '../survives.ts'

export const survivesReset = survives({
  id: 'polling/survives-reset',
  situation: 'poll-reset',
  says: 'One reset connection on a read, and it gives up a paid task.',
  remedy: 'Treat a failed read as no news: wait, and read again until your deadline.',
})
