import { survives } from '../survives.ts'

export const gzip = survives({
  id: 'tolerance/gzip',
  situation: 'gzip',
  says: 'It asks for gzip and cannot read it.',
  remedy: 'Ask for compression only where the HTTP client undoes it.',
})
