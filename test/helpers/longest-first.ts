import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { PROGRAMS } from './programs.ts'

const placeOf = ({ moduleId }: TestSpecification): number => {
  const place = PROGRAMS.findIndex((file) => moduleId.endsWith(file))
  return place === -1 ? PROGRAMS.length : place
}

/**
 * While a worker loads the source it waits for the main thread. A second one that does the same would wait with it, so it
 * starts with a file that loads little and has much to do.
 */
const isLight = ({ moduleId }: TestSpecification): boolean =>
  moduleId.endsWith('/test/pages/robustness.test.ts')

/** They load every module a second time, and whatever comes after them in their worker has to as well. */
const loadsAgain = ({ moduleId }: TestSpecification): boolean => moduleId.includes('/test/third-provider/')

/** How many short files the other worker runs meanwhile. */
const BESIDE = 16

export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = (await super.sort(files)).sort((a, b) => placeOf(a) - placeOf(b))
    const usual = sorted.filter((file) => !isLight(file) && !loadsAgain(file))
    return [
      ...usual.slice(0, 1),
      ...sorted.filter(isLight),
      ...usual.slice(1, -BESIDE),
      ...sorted.filter(loadsAgain),
      ...usual.slice(1).slice(-BESIDE),
    ]
  }
}
