import { contracts, type ProviderName } from '../../contracts/index.ts'
import { modelsOf } from '../../contracts/models.ts'
import type { ImportedPage } from '../../pages/imported-page.ts'

const isBundled = (provider: ProviderName, model: string): boolean => modelsOf(contracts[provider]).has(model)

const counting = (earlier: string, later: string, models: string): string =>
  earlier === later
    ? `${later} describes ${models} twice; the later description counts.`
    : `${earlier} and ${later} both describe ${models}; ${later} counts.`

/** Which models are described more than once, and which description counts: a sentence for each pair of pages. */
export const overlapsOf = (pages: readonly ImportedPage[]): readonly string[] => {
  const files = new Map<string, string>()
  const shared = new Map<string, { earlier: string | undefined; later: string; models: Set<string> }>()
  for (const { file, provider, models } of pages)
    for (const model of models) {
      const earlier = files.get(`${provider} ${model}`)
      files.set(`${provider} ${model}`, file)
      if (earlier === undefined && !isBundled(provider, model)) continue
      const pair = shared.get(`${earlier}\n${file}`) ?? { earlier, later: file, models: new Set() }
      shared.set(`${earlier}\n${file}`, pair)
      pair.models.add(model)
    }
  return [...shared.values()].map(({ earlier, later, models }) => {
    const names = [...models].join(', ')
    return earlier === undefined
      ? `${later} describes ${names} and counts before the bundled page.`
      : counting(earlier, later, names)
  })
}
