import { paysOnce } from '../pays-once.ts'

export const invalidAnswer = paysOnce({
  id: 'money/invalid-answer',
  situation: 'create-invalid-json',
  says: 'A response that is not JSON makes it send the create request again, and pay twice.',
})
