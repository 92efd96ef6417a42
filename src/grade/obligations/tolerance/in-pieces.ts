import { survives } from '../survives.ts'

export const inPieces = survives({
  id: 'tolerance/in-pieces',
  situation: 'in-pieces',
  says: 'A response that comes in pieces makes it fail.',
  remedy: 'Read the whole response before parsing it.',
})
