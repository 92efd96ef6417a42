import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { PROGRAMS } from './programs.ts'

const placeOf = ({ moduleId }: TestSpecification): number => {
  const place = PROGRAMS.findIndex((file) => moduleId.endsWith(file))
  return place === -1 ? PROGRAMS.length : place
}

export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return sorted.sort((a, b) => placeOf(a) - placeOf(b))
  }
}
