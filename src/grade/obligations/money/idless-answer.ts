import { paysOnce } from '../pays-once.ts'

export const idlessAnswer = paysOnce({
  id: 'money/idless-answer',
  situation: 'create-idless',
  says: 'A response without a task id makes it send the create request again, and pay twice.',
})
