import { survives } from '../survives.ts'

export const survivesEmptyRead = survives({
  id: 'polling/survives-empty-read',
  situation: 'poll-empty',
  says: 'A read with an empty response, and it gives up a paid task.',
  remedy: 'Treat it as no news: wait, and read again.',
})
