import { paysOnce } from '../pays-once.ts'

export const endlessTaskBoughtOnce = paysOnce({
  id: 'money/endless-task-bought-once',
  situation: 'task-never-ends',
  says: 'At its deadline it orders another video, while the first is still being made.',
  why: 'The first task is billed when it ends, whether anybody waits or not.',
  remedy: 'At the deadline, stop and keep the id; do not order again.',
})
