import { survives } from '../survives.ts'

export const survivesTruncatedRead = survives({
  id: 'polling/survives-truncated-read',
  situation: 'poll-truncated',
  says: 'A read whose response breaks off, and it gives up a paid task.',
  remedy: 'Treat it as no news: wait, and read again.',
})
