import { survives } from '../survives.ts'

export const extraFields = survives({
  id: 'tolerance/extra-fields',
  situation: 'extra-fields',
  says: 'A field that no page describes makes it fail.',
  remedy: 'Ignore fields that you do not know.',
})
