import { paysOnce } from '../pays-once.ts'

export const timeoutAfterCreate = paysOnce({
  id: 'money/timeout-after-create',
  situation: 'create-hangs',
  says: 'When no response comes, it sends the create request again, and pays twice.',
})
