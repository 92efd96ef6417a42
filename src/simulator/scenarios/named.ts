import { readScenario, type WrittenScenario } from './read-scenario.ts'
import type { Scenario } from './scenario.ts'

/** The scenarios that come with the simulator: data, written as users write their own. */
const written: Readonly<Record<string, WrittenScenario>> = {
  happy: { about: 'Everything works.' },
  slow: {
    about: 'Responses take about a second, queue and run a few minutes, callbacks a few seconds.',
    latency: {
      answers: { median: '800ms', p99: '4s' },
      queue: '20s..90s',
      run: { median: '170s', p99: '725s' },
      callbacks: '1s..10s',
    },
  },
  flaky: {
    about: 'One call in five gets a server error before any work is done.',
    rules: [{ fault: 'server-error', chance: 0.2 }],
  },
  'rate-limited': {
    about:
      'Two create requests per ten seconds of the account’s clock; more are refused until it has moved on.',
    rateLimit: '2/10s',
  },
  outage: {
    about:
      'Nothing works: 503s, a gateway’s page of HTML, and calls that hang for half a minute. No work is done.',
    rules: [
      { fault: 'gateway-page', chance: 0.4, with: { at: 'before' } },
      { fault: 'hang', chance: 0.1, with: { at: 'before', for: '30s' } },
      { fault: 'server-error', with: { kind: 'unavailable' } },
    ],
  },
  'out-of-credits': {
    about: 'The account has no credits, and every create request is refused.',
    credits: 0,
    rules: [{ fault: 'out-of-credits' }],
  },
  moderated: {
    about: 'Every task fails, in the provider’s words for a prompt that its moderation refuses.',
    rules: [{ fault: 'task-fails', with: { as: 'moderated' } }],
  },
  'retired-model': {
    about: 'Creates are accepted, and every task fails, as those of a model that was taken down do.',
    rules: [{ fault: 'task-fails', with: { as: 'retired-model' } }],
  },
  maintenance: {
    about: 'Every call is refused: the provider is being maintained.',
    rules: [{ fault: 'refused', with: { as: 'maintenance' } }],
  },
  quota: {
    about: 'Creates are refused: the key has used up what it may spend today.',
    rules: [{ fault: 'refused', operation: 'create', with: { as: 'quota' } }],
  },
  paused: {
    about: 'Creates are refused: this interface is paused.',
    rules: [{ fault: 'refused', operation: 'create', with: { as: 'paused' } }],
  },
  'key-disabled': {
    about: 'Every call is refused: the key is disabled.',
    rules: [{ fault: 'refused', with: { as: 'key-disabled' } }],
  },
  'model-unavailable': {
    about: 'Creates are refused: the model is unavailable.',
    rules: [{ fault: 'refused', operation: 'create', with: { as: 'model-unavailable' } }],
  },
  stuck: {
    about: 'Tasks run and never end.',
    rules: [{ fault: 'task-stalls' }],
  },
  'lost-answers': {
    about:
      'Create requests are accepted and billed, and their responses never arrive: reset, hung, cut, or behind a 502.',
    rules: [
      { fault: 'connection-reset', operation: 'create', chance: 0.25 },
      { fault: 'hang', operation: 'create', chance: 0.33, with: { for: '60s' } },
      { fault: 'truncated-body', operation: 'create', chance: 0.5 },
      { fault: 'gateway-page', operation: 'create' },
    ],
  },
  'lossy-network': {
    about:
      'Calls and downloads are reset, hang, arrive in slow pieces or break off, before the work or after it.',
    rules: [
      { fault: 'connection-reset', chance: 0.06, with: { at: 'before' } },
      { fault: 'connection-reset', chance: 0.06, with: { at: 'accepted' } },
      { fault: 'connection-reset', chance: 0.06, with: { at: 'mid-body' } },
      { fault: 'truncated-body', chance: 0.06 },
      { fault: 'hang', chance: 0.04, with: { for: '60s' } },
      { fault: 'slow-response', chance: 0.1, with: { by: '5s', pieces: 5 } },
      { fault: 'result-truncated', chance: 0.1 },
    ],
  },
  'callback-chaos': {
    about: 'Two callbacks in three are lost, late, early, doubled, out of order, cut, wrong or foreign.',
    rules: [
      { fault: 'callback-lost', chance: 0.08 },
      { fault: 'callback-late', chance: 0.09, with: { by: '2m' } },
      { fault: 'callback-early', chance: 0.1 },
      { fault: 'callback-duplicated', chance: 0.11, with: { times: 3 } },
      { fault: 'callback-out-of-order', chance: 0.12 },
      { fault: 'callback-truncated', chance: 0.13 },
      { fault: 'callback-bad-signature', chance: 0.14 },
      { fault: 'callback-contradicts', chance: 0.08 },
      { fault: 'callback-contradicts', chance: 0.08, with: { says: 'succeeded' } },
      { fault: 'callback-foreign', chance: 0.2 },
    ],
  },
  'late-callbacks': {
    about: 'Callbacks come two hours after the task has ended, and once more the day after.',
    latency: { callbacks: '2h' },
    rules: [{ fault: 'callback-duplicated', with: { apart: '24h' } }],
  },
  'expired-links': {
    about: 'Result links have expired by the time they are used.',
    rules: [{ fault: 'result-expired' }],
  },
  drift: {
    about: 'The provider changed overnight: new fields everywhere, an unknown state, states that go back.',
    rules: [
      { fault: 'unknown-state', operation: 'create', every: 2 },
      { fault: 'state-goes-back', operation: 'create', every: 3 },
      { fault: 'extra-fields' },
    ],
  },
  chaos: {
    about: 'A little of everything.',
    latency: { answers: '0..200ms', queue: '0..10s', run: '2s..60s', callbacks: '0..2s' },
    rules: [
      { fault: 'not-found-at-first', chance: 0.06 },
      { fault: 'task-fails', chance: 0.06 },
      { fault: 'task-stalls', chance: 0.06, with: { for: '10m' } },
      { fault: 'unknown-state', chance: 0.06 },
      { fault: 'empty-result', chance: 0.03 },
      { fault: 'callback-lost', chance: 0.06 },
      { fault: 'callback-duplicated', chance: 0.06 },
      { fault: 'callback-early', chance: 0.06, with: { task: 'as-planned' } },
      { fault: 'callback-contradicts', chance: 0.06 },
      { fault: 'missing-id', chance: 0.02 },
      { fault: 'rate-limited', operation: 'create', chance: 0.05 },
      { fault: 'server-error', chance: 0.05 },
      { fault: 'gateway-page', chance: 0.03 },
      { fault: 'connection-reset', chance: 0.03 },
      { fault: 'hang', chance: 0.01, with: { for: '60s' } },
      { fault: 'truncated-body', chance: 0.02 },
      { fault: 'malformed-json', chance: 0.02 },
      { fault: 'empty-body', chance: 0.02 },
      { fault: 'wrong-content-type', chance: 0.03 },
      { fault: 'extra-fields', chance: 0.1 },
      { fault: 'slow-response', chance: 0.05, with: { by: '1s..10s' } },
      { fault: 'result-expired', chance: 0.05 },
      { fault: 'result-truncated', chance: 0.05 },
      { fault: 'result-slow', chance: 0.05 },
      { fault: 'result-wrong-type', chance: 0.05 },
    ],
  },
}

/** The names of the scenarios that come with the simulator. */
export const scenarioNames = Object.keys(written)

/** One of them, read; undefined if none has this name. */
export const namedScenario = (name: string): Scenario | undefined => {
  const scenario = Object.hasOwn(written, name) ? written[name] : undefined
  return scenario && readScenario(name, scenario)
}

/** All of them, read: starting reads only the one that it needs. */
export const namedScenarios = (): readonly Scenario[] =>
  Object.entries(written).map(([name, scenario]) => readScenario(name, scenario))
