import { survives } from '../survives.ts'

export const survivesBackwardState = survives({
  id: 'polling/survives-backward-state',
  situation: 'state-goes-back',
  says: 'A running task that is queued again confuses it.',
  remedy: 'Remember no order of states; only the two that end a task matter.',
})
