import { tellsReason } from '../tells.ts'

export const unauthorizedTold = tellsReason({
  id: 'errors/unauthorized-told',
  situation: 'create-401',
  says: 'It does not say that the key was refused.',
})
