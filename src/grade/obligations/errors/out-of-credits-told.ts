import { tellsReason } from '../tells.ts'

export const outOfCreditsTold = tellsReason({
  id: 'errors/out-of-credits-told',
  situation: 'create-402',
  says: 'It does not say that the credits are used up.',
})
