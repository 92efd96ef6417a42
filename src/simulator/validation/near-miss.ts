import type { ProviderContract, RequestBody } from '../../contracts/index.ts'
import { modelsOf } from '../../contracts/models.ts'
import { valueAt } from '../../contracts/place.ts'
import { nearest } from '../did-you-mean.ts'
import type { Refusal } from '../http/refusal.ts'
import type { Visit } from '../http/visit.ts'

const others = ({ simulation, provider }: Visit): readonly ProviderContract[] =>
  Object.values(simulation.providers).flatMap(({ contract }) =>
    contract.name === provider.contract.name ? [] : [contract],
  )

/** A key sent with its scheme twice, without it, or from a variable that was not set. */
const aboutKey = (header: string | undefined, scheme: string): string | undefined => {
  if (header === undefined) return undefined
  const [first = '', second, ...more] = header.trim().split(/\s+/)
  const isScheme = (word: string | undefined): boolean => word?.toLowerCase() === scheme.toLowerCase()
  if (isScheme(first) && isScheme(second))
    return `The Authorization header says ${scheme} twice: the key itself begins with "${scheme} ".`
  if (isScheme(first) && second === undefined)
    return `The Authorization header has no key after ${scheme}: is the variable it comes from set?`
  if (isScheme(first) && more.length === 0 && /^(undefined|null|\$\w+|\$\{\w+\}|<.*>)$/i.test(second ?? ''))
    return 'The key looks like a variable that was not filled in.'
  if (second === undefined)
    return `The Authorization header lacks its scheme: send "${scheme} " before the key.`
  return /^[\w-]+$/.test(first) && !isScheme(first)
    ? `The Authorization header has another scheme: send "${scheme} " before the key, not "${first} ".`
    : undefined
}

/** A model of another provider, or one that is nearly right. */
const aboutModel = (visit: Visit): string | undefined => {
  const { contract } = visit.provider
  const model = visit.uncheckedModel
  if (model === undefined) return undefined
  for (const other of others(visit)) {
    const found = modelsOf(other).get(model)
    if (found !== undefined) return `${model} is a model of ${other.title}: send it to POST ${found.path}.`
  }
  const meant = nearest(model, [...modelsOf(contract).keys()])
  return meant === undefined || meant === model ? undefined : `Did you mean ${meant}?`
}

/** Whether a body has its prompt where this provider wants it. */
const hasPrompt = ({ promptAt }: ProviderContract, body: RequestBody): boolean =>
  typeof valueAt(body, promptAt) === 'string'

/** Where the prompt belongs: `in "input"`, `at the top`. */
const placeOfPrompt = ({ promptAt }: ProviderContract): string =>
  promptAt.length === 1 ? 'at the top' : `in "${promptAt.slice(0, -1).join('.')}"`

/** A body that is shaped as another provider wants it. */
const aboutShape = (visit: Visit): string | undefined => {
  const { uncheckedBody } = visit
  const { contract } = visit.provider
  if (hasPrompt(contract, uncheckedBody)) return undefined
  const owners = others(visit).filter((other) => hasPrompt(other, uncheckedBody))
  const [owner] = owners
  if (owner === undefined) return undefined
  const names = owners.map(({ title }) => title).join(' or ')
  return `This body looks like one for ${names}: here the prompt belongs ${placeOfPrompt(contract)}, not ${placeOfPrompt(owner)}.`
}

/** What was probably meant by a call that is refused, beyond what is wrong with it; `undefined` when nobody can tell. */
export const nearMiss = (visit: Visit, { kind }: Refusal): string | undefined => {
  switch (kind) {
    case 'unauthorized':
      return aboutKey(visit.request.headers.authorization, visit.provider.contract.authScheme)
    case 'missing-model':
    case 'unknown-model':
      return aboutModel(visit) ?? aboutShape(visit)
    case 'missing-field':
      return aboutShape(visit)
    default:
      return undefined
  }
}

/** The route that a path without one probably meant. */
export const nearRoute = (
  method: string,
  pathname: string,
  routes: readonly string[],
): string | undefined => {
  const asked = `${method} ${pathname}`
  const bySuffix = routes.find((route) => {
    const path = (route.split(' ')[1] ?? '').split('{')[0] ?? ''
    return (
      path.length > 4 &&
      (pathname.endsWith(path) || (path.endsWith('/') && pathname.includes(path)) || path.endsWith(pathname))
    )
  })
  return bySuffix ?? nearest(asked, routes)
}
