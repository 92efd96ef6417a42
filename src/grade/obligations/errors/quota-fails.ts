import { endsBadly } from '../ends-badly.ts'

export const quotaFails = endsBadly({
  id: 'errors/quota-fails',
  situation: 'create-quota',
  says: 'With its quota used up it says that all went well.',
})
