import { paysOnce } from '../pays-once.ts'

export const slowTaskBoughtOnce = paysOnce({
  id: 'money/slow-task-bought-once',
  situation: 'slow-task',
  says: 'A task that takes long makes it order another, and pay twice.',
  why: 'The first task goes on, and is billed. Impatience buys the same video twice.',
  remedy: 'Wait for the task that there is, until your own deadline. Then stop and keep its id.',
})
