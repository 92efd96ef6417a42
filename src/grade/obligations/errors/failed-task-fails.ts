import { endsBadly } from '../ends-badly.ts'

export const failedTaskFails = endsBadly({
  id: 'errors/failed-task-fails',
  situation: 'task-fails',
  says: 'A failed task counts as success.',
})
