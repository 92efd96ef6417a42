import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** A long file that starts last is waited for alone. */
const SLOW = [
  'test/console/browser.test.ts',
  'test/docs/snippets.test.ts',
  'test/recipes/recipes.test.ts',
  'test/package/tarball.test.ts',
  'test/client/runtimes.test.ts',
  'test/client/examples.test.ts',
  'test/run/run.test.ts',
  'test/run/clients.test.ts',
  'test/cli/start.test.ts',
  'test/cli/background.test.ts',
  'test/docs/examples.test.ts',
  'test/examples.test.ts',
]

const placeOf = ({ moduleId }: TestSpecification): number => {
  const place = SLOW.findIndex((file) => moduleId.endsWith(file))
  return place === -1 ? SLOW.length : place
}

/** Starts with the files that wait for other programs, so that the rest is done beside them. */
export default class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return sorted.sort((a, b) => placeOf(a) - placeOf(b))
  }
}
