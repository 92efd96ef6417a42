import { endsBadly } from '../ends-badly.ts'

export const lostAnswerFails = endsBadly({
  id: 'errors/lost-answer-fails',
  situation: 'create-reset',
  says: 'It lost the response to its create request, and says that all went well.',
})
