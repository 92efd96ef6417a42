import { endsBadly } from '../ends-badly.ts'

export const invalidRequestFails = endsBadly({
  id: 'errors/invalid-request-fails',
  situation: 'create-invalid',
  says: 'A refused request counts as success.',
})
