import { paysOnce } from '../pays-once.ts'

export const failedTaskBoughtOnce = paysOnce({
  id: 'money/failed-task-bought-once',
  situation: 'task-fails',
  says: 'A failed task makes it order another by itself.',
  why: 'Whether to try again is a decision with a price. A prompt that fails fails again, and each attempt may be billed.',
  remedy: 'Report the failure with its reason, and let the caller decide.',
})
