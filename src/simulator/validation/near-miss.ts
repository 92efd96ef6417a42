import type { ProviderContract } from '../../contracts/index.ts'
import { recordOf } from '../../contracts/media.ts'
import { modelsOf } from '../../contracts/models.ts'
import { nearest } from '../did-you-mean.ts'
import type { Refusal } from '../http/refusal.ts'
import type { Visit } from '../http/visit.ts'

const others = ({ simulation, provider }: Visit): readonly ProviderContract[] =>
  Object.values(simulation.providers).flatMap(({ contract }) =>
    contract.name === provider.contract.name ? [] : [contract],
  )

/** A key sent as `Bearer Bearer …`, with quotes, or without its scheme. */
const aboutKey = (header: string | undefined): string | undefined => {
  if (header === undefined) return undefined
  if (/^Bearer +Bearer\b/i.test(header))
    return 'The Authorization header says Bearer twice: the key itself begins with "Bearer ".'
  if (/^Bearer\s*$/i.test(header))
    return 'The Authorization header has no key after Bearer: is the variable it comes from set?'
  if (/^Bearer +(undefined|null|\$\w+|\$\{\w+\}|<.*>)$/i.test(header)) {
    return 'The key looks like a variable that was not filled in.'
  }
  return /^\S+$/.test(header)
    ? 'The Authorization header lacks its scheme: send "Bearer " before the key.'
    : undefined
}

/** A model of another provider, or one that is nearly right. */
const aboutModel = (visit: Visit): string | undefined => {
  const { contract } = visit.provider
  const { model } = visit.glance
  if (typeof model !== 'string') return undefined
  for (const { name, openapi } of others(visit)) {
    const found = modelsOf(openapi).get(model)
    if (found !== undefined) return `${model} is a model of ${name}: send it to POST ${found.path}.`
  }
  const meant = nearest(model, [...modelsOf(contract.openapi).keys()])
  return meant === undefined || meant === model ? undefined : `Did you mean ${meant}?`
}

/** A body that is shaped as another provider wants it. */
const aboutShape = (visit: Visit): string | undefined => {
  const { glance } = visit
  const { contract } = visit.provider
  const isNested = typeof recordOf(glance.input).prompt === 'string'
  const isFlat = typeof glance.prompt === 'string'
  const wantsNested = contract.promptOf({ input: { prompt: 'any' } }) !== undefined
  if (wantsNested === isNested || isNested === isFlat) return undefined
  const owner = others(visit)[0]
  const shape = wantsNested
    ? 'the prompt belongs into "input"'
    : 'the prompt belongs to the top, not into "input"'
  return `This body looks like one for ${owner?.name}: here ${shape}.`
}

/** What was probably meant by a call that is refused, beyond what is wrong with it; `undefined` when nobody can tell. */
export const nearMiss = (visit: Visit, { kind }: Refusal): string | undefined => {
  switch (kind) {
    case 'unauthorized':
      return aboutKey(visit.request.headers.authorization)
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
