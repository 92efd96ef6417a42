import { paysOnce } from '../pays-once.ts'

export const serverErrorAfterCreate = paysOnce({
  id: 'money/server-error-after-create',
  situation: 'create-500',
  says: 'A 500 makes it send the create request again, although the first one may have been billed.',
})
