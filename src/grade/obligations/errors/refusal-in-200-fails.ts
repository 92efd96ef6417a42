import { endsBadly } from '../ends-badly.ts'

export const refusalIn200Fails = endsBadly({
  id: 'errors/refusal-in-200-fails',
  situation: 'create-402-in-200',
  says: 'It takes HTTP 200 around a refusal for success.',
})
