import { tellsReason } from '../tells.ts'

export const invalidRequestTold = tellsReason({
  id: 'errors/invalid-request-told',
  situation: 'create-invalid',
  says: 'It does not say what was wrong with the request.',
})
