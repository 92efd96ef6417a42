import { contracts, type Operation, type ProviderName } from '../../contracts/index.ts'

/**
 * Creates that no bundled page describes: a provider has one path per family of models. Those known by name are served
 * for any page that may come and for unknown models; others, when a page describes them.
 */
const FAMILIES: Readonly<Record<ProviderName, readonly string[]>> = {
  kie: [],
  evolink: ['/v1/images/generations', '/v1/audios/generations'],
}

/** `Image` of `/v1/images/generations`. */
const familyOf = (path: string): string => {
  const family = (path.split('/').at(-2) ?? '').replace(/s$/, '')
  return family.charAt(0).toUpperCase() + family.slice(1)
}

/** The create of a path that no bundled page describes. */
export const createAt = (provider: ProviderName, path: string): Operation => ({
  id: `${provider}.create${familyOf(path)}`,
  kind: 'create',
  method: 'POST',
  path,
})

/** A provider's creates that are known by name without a page. */
export const furtherCreates = (provider: ProviderName): readonly Operation[] =>
  FAMILIES[provider].map((path) => createAt(provider, path))

/** Those whose pages can bring further paths. */
const WITH_FAMILIES = Object.values(contracts)
  .map(({ name }) => name)
  .filter((name) => FAMILIES[name].length > 0)

/** What a create that only a page can bring is called: `evolink.createMusic`. */
export const FURTHER_CREATE = new RegExp(`^(?:${WITH_FAMILIES.join('|')})\\.create[A-Z]\\w*$`)

/** Every operation that a rule may name whichever pages there are, by id. */
export const knownOperations: readonly Operation[] = Object.values(contracts).flatMap(
  ({ name, operations }) => [...operations, ...furtherCreates(name)],
)
