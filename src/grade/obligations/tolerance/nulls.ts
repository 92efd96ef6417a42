import { survives } from '../survives.ts'

export const nulls = survives({
  id: 'tolerance/nulls',
  situation: 'nulls',
  level: 'should',
  says: 'A field that is null makes it fail.',
  remedy: 'Take null for absent.',
})
