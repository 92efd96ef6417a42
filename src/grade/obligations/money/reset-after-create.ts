import { paysOnce } from '../pays-once.ts'

export const resetAfterCreate = paysOnce({
  id: 'money/reset-after-create',
  situation: 'create-reset',
  says: 'A reset connection makes it send the create request again, and pay twice.',
})
