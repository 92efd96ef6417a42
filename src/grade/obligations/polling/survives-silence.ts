import { survives } from '../survives.ts'

export const survivesSilence = survives({
  id: 'polling/survives-silence',
  situation: 'poll-stalls',
  says: 'One read without a response, and it gives up a paid task.',
  remedy: 'Give each read a time limit of its own, and read again after it.',
})
