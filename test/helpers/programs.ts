/**
 * The tests that start other programs and wait for them: browsers, package managers, compilers, clients in other languages.
 * `npm run test:programs` runs them, `npm test` all others; the longest come first, since one that starts last is waited for alone.
 */
export const PROGRAMS: readonly string[] = [
  'test/console/browser.test.ts',
  'test/docs/snippets.test.ts',
  'test/package/tarball.test.ts',
  'test/client/examples.test.ts',
  'test/client/examples-in-scenarios.test.ts',
  'test/action/jobs.test.ts',
  'test/client/runtimes.test.ts',
  'test/recipes/recipes.test.ts',
  'test/run/run.test.ts',
  'test/simulator/state/kill.test.ts',
  'test/docs/examples.test.ts',
  'test/pages/types-compile.test.ts',
  'test/run/clients.test.ts',
  'test/grade/prove.test.ts',
  'test/grade/grading.test.ts',
  'test/grade/matrix.test.ts',
  'test/docs/grade.test.ts',
  'test/package/python.test.ts',
  'test/end-to-end/pages.test.ts',
  'test/examples.test.ts',
  'test/cli/background.test.ts',
  'test/cli/start.test.ts',
  'test/package/docker.test.ts',
  'test/run/node-trust.test.ts',
  'test/run/command.test.ts',
  'test/run/isolate.test.ts',
  'test/run/document.test.ts',
  'test/hostile/stays-up.test.ts',
]
