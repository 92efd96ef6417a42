import { survives } from '../survives.ts'

export const survivesUnknownState = survives({
  id: 'polling/survives-unknown-state',
  situation: 'unknown-state',
  says: 'A state that it does not know counts as the end.',
  remedy: 'Know the states that end a task. Every other word means: not yet.',
})
