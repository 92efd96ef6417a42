import { readScenario } from './read-scenario.ts'
import type { Scenario } from './scenario.ts'

/** The scenarios that come with the simulator: data, written as a user would write their own. */
const written = {
  happy: { about: 'Everything works.' },
  slow: {
    about: 'Answers take a second or so, queue and run a few minutes.',
    latency: {
      answers: { median: '800ms', p99: '4s' },
      queue: '20s..90s',
      run: { median: '170s', p99: '725s' },
    },
  },
  flaky: {
    about: 'One call in five is answered with a server error before any work is done.',
    rules: [{ fault: 'server-error', chance: 0.2 }],
  },
}

/** Each named scenario, read. */
export const namedScenarios: readonly Scenario[] = Object.entries(written).map(([name, scenario]) =>
  readScenario(name, scenario),
)
