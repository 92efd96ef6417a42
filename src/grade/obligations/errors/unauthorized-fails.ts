import { endsBadly } from '../ends-badly.ts'

export const unauthorizedFails = endsBadly({
  id: 'errors/unauthorized-fails',
  situation: 'create-401',
  says: 'With a wrong key it says that all went well.',
})
