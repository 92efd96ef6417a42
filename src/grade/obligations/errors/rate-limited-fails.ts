import { endsBadly } from '../ends-badly.ts'

export const rateLimitedFails = endsBadly({
  id: 'errors/rate-limited-fails',
  situation: 'create-429-always',
  says: 'Refused again and again, it says that all went well.',
})
