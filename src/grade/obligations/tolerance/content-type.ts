import { survives } from '../survives.ts'

export const contentType = survives({
  id: 'tolerance/content-type',
  situation: 'content-type',
  level: 'should',
  says: 'A response with another content type makes it fail.',
  remedy: 'Try to parse the body whatever its content type says.',
})
