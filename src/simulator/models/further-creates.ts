import { contracts, type Operation, type ProviderName } from '../../contracts/index.ts'

/** `Image` of `/v1/images/generations`. */
const familyOf = (path: string): string => {
  const family = (path.split('/').at(-2) ?? '').replace(/s$/, '')
  return family.charAt(0).toUpperCase() + family.slice(1)
}

/** The create operation of a path that no bundled page describes. */
export const createAt = (provider: ProviderName, path: string): Operation => ({
  id: `${provider}.create${familyOf(path)}`,
  kind: 'create',
  method: 'POST',
  path,
})

/** The providers whose pages can bring further create paths. */
const WITH_FAMILIES = Object.values(contracts)
  .filter(({ furtherCreatePaths }) => furtherCreatePaths.length > 0)
  .map(({ name }) => name)

/** What a create operation that only a page can bring is called: `evolink.createMusic`. */
export const FURTHER_CREATE = new RegExp(`^(?:${WITH_FAMILIES.join('|')})\\.create[A-Z]\\w*$`)

/** Every operation that a rule may name, whichever pages there are. */
export const knownOperations: readonly Operation[] = Object.values(contracts).flatMap(
  ({ name, operations, furtherCreatePaths }) => [
    ...operations,
    ...furtherCreatePaths.map((path) => createAt(name, path)),
  ],
)
