import { survives } from '../survives.ts'

export const longerIds = survives({
  id: 'tolerance/longer-ids',
  situation: 'longer-ids',
  says: 'An id of another length makes it fail.',
  remedy: 'Take a task id for any text.',
})
