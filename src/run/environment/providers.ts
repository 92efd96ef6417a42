import { type ClientFacts, clientFacts } from '../../contracts/client-facts.ts'
import type { Layer } from './layer.ts'

/** The path of the user's own base URL: an API host of the provider may imply a prefix. */
const prefixOf = ({ hosts }: ClientFacts, baseUrl: string | undefined): string => {
  if (baseUrl === undefined || !URL.canParse(baseUrl)) return ''
  return hosts.find(({ name }) => name === new URL(baseUrl).hostname)?.prefix ?? ''
}

/** A key that chooses a scenario is not a key of the provider, and is kept. */
const isOurs = (key: string | undefined): key is string => key?.startsWith('stunt.') === true

/** Base URLs and keys by convention. A live key never reaches the command. */
export const providersLayer: Layer = {
  name: 'providers',
  variables: ({ own, simulatorUrl, apiKey }) =>
    Object.fromEntries(
      Object.values(clientFacts).flatMap((facts) => {
        const { baseUrl, apiKey: keyVariable } = facts.variables
        const key = own[keyVariable]
        return [
          [baseUrl, simulatorUrl + prefixOf(facts, own[baseUrl])],
          [keyVariable, isOurs(key) ? key : apiKey],
        ]
      }),
    ),
}
