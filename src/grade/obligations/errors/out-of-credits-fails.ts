import { endsBadly } from '../ends-badly.ts'

export const outOfCreditsFails = endsBadly({
  id: 'errors/out-of-credits-fails',
  situation: 'create-402',
  says: 'Without credits it says that all went well.',
})
