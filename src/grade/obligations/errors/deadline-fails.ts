import { endsBadly } from '../ends-badly.ts'

export const deadlineFails = endsBadly({
  id: 'errors/deadline-fails',
  situation: 'task-never-ends',
  says: 'It stops waiting, and says that all went well.',
})
