import { paysOnce } from '../pays-once.ts'

export const unavailableAfterCreate = paysOnce({
  id: 'money/unavailable-after-create',
  situation: 'create-503-retry-after',
  says: 'A 503 makes it send the create request again, although the first one may have been billed.',
  why: 'Retry-After says when to come back, not that nothing was done. The first request was billed; the second is another bill.',
})
