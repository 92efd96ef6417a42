import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { PROGRAMS } from './programs.ts'

const placeOf = ({ moduleId }: TestSpecification): number => {
  const place = PROGRAMS.findIndex((file) => moduleId.endsWith(file))
  return place === -1 ? PROGRAMS.length : place
}

/** They load every module a second time, and whatever came after them in their worker would have to as well. */
const isLast = ({ moduleId }: TestSpecification): boolean => moduleId.includes('/test/third-provider/')

export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return sorted.sort((a, b) => Number(isLast(a)) - Number(isLast(b)) || placeOf(a) - placeOf(b))
  }
}
