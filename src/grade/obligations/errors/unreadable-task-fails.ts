import { endsBadly } from '../ends-badly.ts'

export const unreadableTaskFails = endsBadly({
  id: 'errors/unreadable-task-fails',
  situation: 'polls-always-500',
  says: 'It could never read its task, and says that all went well.',
})
