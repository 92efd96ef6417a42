import { survives } from '../survives.ts'

export const survivesNotFoundAtFirst = survives({
  id: 'polling/survives-not-found-at-first',
  situation: 'not-found-at-first',
  says: 'The first "not found" after the create request, and it gives up a paid task.',
  remedy: 'Believe a "not found" only when it stays; for the first half minute, read again.',
})
