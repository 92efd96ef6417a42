import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { PROGRAMS } from './programs.ts'

const placeOf = ({ moduleId }: TestSpecification): number => {
  const place = PROGRAMS.findIndex((file) => moduleId.endsWith(file))
  return place === -1 ? PROGRAMS.length : place
}

/** They load every module a second time, and whatever came after them in their worker would have to as well. */
const isLast = ({ moduleId }: TestSpecification): boolean => moduleId.includes('/test/third-provider/')

/**
 * While a worker loads the source it waits for the main thread. A second one that does the same would wait with it, so it
 * starts with a file that loads little and has much to do.
 */
const isLight = ({ moduleId }: TestSpecification): boolean => moduleId.endsWith('/test/pages/robustness.test.ts')

export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const light = sorted.findIndex(isLight)
    if (light > 1) sorted.splice(1, 0, ...sorted.splice(light, 1))
    return sorted.sort((a, b) => Number(isLast(a)) - Number(isLast(b)) || placeOf(a) - placeOf(b))
  }
}
