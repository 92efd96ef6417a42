import { survives } from '../survives.ts'

export const survivesInvalidRead = survives({
  id: 'polling/survives-invalid-read',
  situation: 'poll-invalid-json',
  says: 'A read whose response is not JSON, and it gives up a paid task.',
  remedy: 'Catch the parse error; wait, and read again.',
})
