import { nearest } from '../../basics/did-you-mean.ts'

/** The route that was probably meant by a path that matches none. */
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
