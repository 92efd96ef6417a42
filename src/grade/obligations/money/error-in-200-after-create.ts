import { paysOnce } from '../pays-once.ts'

export const errorIn200AfterCreate = paysOnce({
  id: 'money/error-in-200-after-create',
  situation: 'create-error-in-200',
  says: 'A server error inside HTTP 200 makes it send the create request again, and pay twice.',
})
