import { endsBadly } from '../ends-badly.ts'

export const noConnectionFails = endsBadly({
  id: 'errors/no-connection-fails',
  situation: 'connection-refused',
  says: 'Without a connection it says that all went well.',
})
