import { isObject } from '../../contracts/check/json.ts'
import type { ProviderContract } from '../../contracts/index.ts'
import { modelsOf } from '../../contracts/models.ts'
import { bodyFieldsOf } from './body-fields.ts'
import type { Note } from './note.ts'
import { otherProviders } from './other-providers.ts'

/** Every name that a provider's bundled pages give to a field of a create body, at the top or in an object there. */
const namesOf = (contract: ProviderContract): ReadonlySet<string> => {
  const components = contract.openapi.components?.schemas ?? {}
  const trees = [...modelsOf(contract).values()].map(({ schemaName }) =>
    bodyFieldsOf(components[schemaName], components),
  )
  return new Set(
    trees.flatMap(({ fields }) =>
      [...fields].flatMap(([name, inner]) => [name, ...(inner === undefined ? [] : inner.fields.keys())]),
    ),
  )
}

export const foreignField: Note = {
  name: 'foreign-field',
  notices: 'a field that only another provider has: it is silently ignored, and the task is billed',
  example: '<provider> ignores quality: it is a field of <other provider>.',
  onCreate: (visit, { strayFields, body }) => {
    const unknown = strayFields.filter(({ kind }) => kind === 'unknown')
    if (unknown.length === 0 || !isObject(body)) return undefined
    const own = namesOf(visit.provider.contract)
    for (const other of otherProviders(visit)) {
      const names = namesOf(other)
      const isOnly = (name: string): boolean => names.has(name) && !own.has(name)
      const found = unknown.find(({ path }) => isOnly(path.at(-1) ?? ''))
      if (found !== undefined)
        return `${visit.provider.contract.title} ignores ${found.path.join('.')}: it is a field of ${other.title}.`
    }
    return undefined
  },
}
