import type { Case } from '../case.ts'
import type { CheckedModel } from './checked-model.ts'
import type { Mistake } from './mistakes.ts'
import type { Probe } from './probes.ts'

/** The ids of a model's cases begin with this. */
export const placeOf = ({ facts, id }: CheckedModel): string => `${facts.contract.name}/${id}`

/** What every case says of the model it is about. */
export const aboutModel = ({ id, page }: CheckedModel): Pick<Case, 'model' | 'page'> => ({
  model: id,
  ...(page === undefined ? {} : { page: page.file }),
})

/** `shots.0.image_urls` in the form of a case's id. */
const inId = (name: string): string =>
  name
    .toLowerCase()
    .replace(/\.\d+$/, '.item')
    .replaceAll(/\.\d+(?=\.)/g, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')

/** Gives each probe of a model an id of its own: `kie/wan/2-5-text-to-video/create-prompt-missing`. */
export const idsFor = (model: CheckedModel, prefix: 'create' | 'alone'): ((probe: Probe) => string) => {
  const taken = new Set<string>()
  return ({ field: [name = ''], mistake: { rule } }) => {
    const id = `${placeOf(model)}/${prefix}-${inId(name)}-${rule}`
    let free = id
    for (let count = 2; taken.has(free); count += 1) free = `${id}-${count}`
    taken.add(free)
    return free
  }
}

/** A name for one kind of mistake in one field. */
export const mistakeKey = ({ id }: CheckedModel, { field, rule }: Pick<Mistake, 'field' | 'rule'>): string =>
  [id, field.path.join('.'), rule].join(' ')
