import { nearest } from '../../basics/did-you-mean.ts'
import type { OperationKind, ProviderContract } from '../../contracts/index.ts'

/** One of the provider's operations at one of its addresses. */
interface Route {
  readonly method: string
  /** As the pages have it: `/v1/tasks/{id}`. */
  readonly path: string
  readonly kind: OperationKind
  readonly matches: (path: string) => boolean
}

const patternOf = (template: string): RegExp =>
  new RegExp(`^${template.replaceAll(/\{\+\w+\}/g, '.+').replaceAll(/\{\w+\}/g, '[^/]+')}$`)

/** Every route of a provider. */
const routesOf = ({ operations, baseUrls }: ProviderContract): readonly Route[] =>
  operations.flatMap(({ method, path, kind }) =>
    Object.values(baseUrls).map((prefix) => {
      const pattern = patternOf(prefix + path)
      return {
        method,
        path: prefix + path,
        kind,
        matches: (asked: string) => pattern.test(asked.split('?')[0] ?? ''),
      }
    }),
  )

/** Which of the provider's operations a request is; null for none. */
export const operationKindOf = (contract: ProviderContract) => {
  const routes = routesOf(contract)
  return (method: string, path: string): OperationKind | null =>
    routes.find((route) => route.method === method && route.matches(path))?.kind ?? null
}

/** The route that a request to none probably means: `POST /api/v1/jobs/createTask`. */
export const routeLike = (
  contract: ProviderContract,
  { method, path }: { readonly method: string; readonly path: string },
): string | undefined => {
  const pathname = path.split('?')[0] ?? ''
  const routes = routesOf(contract)
  // The prefix of the host is what is most often missing, or there twice.
  const bare = (text: string): string => text.split('/').slice(-2).join('/')
  const same = routes.find((route) => bare(route.path) === bare(pathname))
  if (same !== undefined) return `${same.method} ${same.path}`
  return nearest(
    `${method} ${pathname}`,
    routes.map((route) => `${route.method} ${route.path}`),
  )
}
