import { paysOnce } from '../pays-once.ts'

export const badPollsBoughtOnce = paysOnce({
  id: 'money/bad-polls-bought-once',
  situation: 'polls-always-500',
  says: 'When it cannot read its task, it orders another.',
  why: 'The task goes on behind the errors, and is billed.',
  remedy: 'Keep reading, and in the end keep the id; a read that fails says nothing about the task.',
})
