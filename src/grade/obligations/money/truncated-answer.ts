import { paysOnce } from '../pays-once.ts'

export const truncatedAnswer = paysOnce({
  id: 'money/truncated-answer',
  situation: 'create-truncated',
  says: 'A response that breaks off makes it send the create request again, and pay twice.',
})
