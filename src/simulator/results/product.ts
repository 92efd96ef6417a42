import { FORMATS, pathWithFormat, type ResultFormat } from './formats.ts'

/** What a task makes: `count` files of a format. */
export interface Product {
  readonly format: ResultFormat
  readonly count: number
}

const products = new Map<string, Product>()

/**
 * The same object for the same product, so that a million tasks share a few; undefined for one video, the usual case.
 */
export const productOf = (format: ResultFormat, count: number): Product | undefined => {
  if (format === 'mp4' && count === 1) return undefined
  const key = `${format} ${count}`
  const product = products.get(key) ?? { format, count }
  products.set(key, product)
  return product
}

/** What a task makes, as EvoLink calls it. */
export const outputOfProduct = (product: Product | undefined) => FORMATS[product?.format ?? 'mp4'].output

/**
 * The paths of a product's files, with the ending of their format.
 * @param nthPath the n-th, from 0, as it is for a video
 */
export const pathsOfProduct = (
  product: Product | undefined,
  nthPath: (index: number) => string,
): readonly string[] =>
  Array.from({ length: product?.count ?? 1 }, (_, index) => pathWithFormat(nthPath(index), product?.format))
