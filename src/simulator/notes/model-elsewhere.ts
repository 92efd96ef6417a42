import { nearest } from '../../basics/did-you-mean.ts'
import { modelsOf } from '../../contracts/models.ts'
import type { Note } from './note.ts'
import { otherProviders } from './other-providers.ts'

export const modelElsewhere: Note = {
  name: 'model-elsewhere',
  notices: 'a model of another provider, or one whose name is nearly right',
  example: 'Did you mean wan/2-5-text-to-video?',
  onRefusal: (visit, { kind }) => {
    const model = visit.uncheckedModel
    if (kind !== 'unknown-model' || model === undefined) return undefined
    for (const other of otherProviders(visit)) {
      const found = modelsOf(other).get(model)
      if (found !== undefined) return `${model} is a model of ${other.title}: send it to POST ${found.path}.`
    }
    const meant = nearest(model, [...modelsOf(visit.provider.contract).keys()])
    return meant === undefined || meant === model ? undefined : `Did you mean ${meant}?`
  },
}
