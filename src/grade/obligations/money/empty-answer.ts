import { paysOnce } from '../pays-once.ts'

export const emptyAnswer = paysOnce({
  id: 'money/empty-answer',
  situation: 'create-empty',
  says: 'An empty response makes it send the create request again, and pay twice.',
})
