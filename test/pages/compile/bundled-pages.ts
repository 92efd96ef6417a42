import { readFileSync } from 'node:fs'
import { at, type Json, type JsonObject } from '../../../src/contracts/check/json.ts'
import { contractsOf } from '../../../src/pages/compile/page-contracts.ts'
import type { PageContract } from '../../../src/pages/text/page.ts'

/** The five bundled pages. */
export const pageFiles = [
  'kie/wan-2-5-text-to-video.md',
  'kie/wan-2-5-image-to-video.md',
  'kie/wan-2-5-image-to-video.playground.txt',
  'evolink/wan2.5-text-to-video.md',
  'evolink/wan2.5-text-to-video.mirror.txt',
] as const

export type PageName = (typeof pageFiles)[number]

export const textOf = (file: PageName): string => readFileSync(`specs/pages/${file}`, 'utf8')

/** A page changed by hand; fails when there is nothing to change. */
export const changed = (file: PageName, from: string, to: string): string => {
  const text = textOf(file)
  if (!text.includes(from)) throw new Error(`${file} does not contain ${from}`)
  return text.replace(from, to)
}

export const read = (file: PageName): readonly PageContract[] => contractsOf(file, textOf(file))

/** What the page says at a place. */
export const stated = (
  contract: PageContract | undefined,
  ...path: readonly (string | number)[]
): Json | undefined => at(contract?.document as unknown as JsonObject, ...path)

export const inputOf = (contract: PageContract | undefined, model: string): Json | undefined =>
  stated(contract, 'components', 'schemas', `${model}Input`)
