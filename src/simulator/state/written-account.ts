import type { Clock } from '../../basics/time/clock.ts'
import { machineNow } from '../../basics/time/machine.ts'
import { type Secrets, withoutPasswords } from '../../contracts/secrets.ts'
import type { Account, KeptAccount } from '../accounts/account.ts'
import type { First } from '../accounts/idempotency-keys.ts'
import type { Delivery } from '../callbacks/delivery.ts'
import type { Settings } from '../settings.ts'
import type { Simulation } from '../simulation.ts'
import type {
  AccountRecord,
  DeliveryRecord,
  IdempotencyRecord,
  ServerRecord,
  StateRecord,
} from './records.ts'
import { writtenScenario } from './written-rules.ts'
import { writtenTask } from './written-task.ts'

const writtenClock = (clock: Clock, settings: Settings): AccountRecord['clock'] => ({
  now: clock.now(),
  machineAt: machineNow(),
  ...(clock.kind !== settings.clock && { kind: clock.kind }),
})

const withoutSecrets = (text: string, secrets: Secrets): string => secrets.strike(withoutPasswords(text))

const NO_EVIDENCE: KeptAccount['evidence'] = {
  refused: 0,
  neverLearned: 0,
  toldOfEnd: 0,
  lost: [],
  doubles: [],
  furtherDoubles: 0,
}

const isNothing = (evidence: KeptAccount['evidence']): boolean =>
  evidence.refused + evidence.neverLearned + evidence.toldOfEnd + evidence.furtherDoubles === 0

/** What a record leaves out, because it says nothing. */
export const keptIn = ({ forgotten = {}, evidence = NO_EVIDENCE, ...rest }: AccountRecord): KeptAccount => ({
  ...rest,
  forgotten,
  evidence,
})

export const writtenAccount = (
  account: Account,
  { scenarios, settings, secrets }: Simulation,
): AccountRecord => {
  const { name, hash, chance, clock, scenario } = account
  const { label, forgotten, evidence, ...numbers } = account.kept
  const [oldest] = account.tasks.values()
  return {
    is: 'account',
    name,
    key: hash,
    ...((chance.of !== hash || chance.seed !== settings.seed) && { chance }),
    clock: writtenClock(clock, settings),
    ...(label !== undefined && { label: secrets.strike(label) }),
    ...(scenario !== account.startsIn && { scenario: writtenScenario(scenario, scenarios, secrets) }),
    ...numbers,
    keptFrom: oldest?.ordinal ?? numbers.created,
    ...(Object.keys(forgotten).length > 0 && { forgotten }),
    ...(isNothing(evidence) ? {} : { evidence }),
  }
}

export const writtenIdempotency = (
  account: Account,
  key: string,
  { digest, taskId }: First,
  secrets: Secrets,
): IdempotencyRecord => ({
  is: 'idempotency',
  account: account.name,
  key: secrets.strike(key),
  digest,
  taskId,
})

export const writtenDelivery = (
  delivery: Delivery,
  { deliveryPlans, secrets }: Simulation,
): DeliveryRecord => {
  const plan = deliveryPlans.get(delivery)
  const { id, taskId, account, provider, url, fault, createdAt, state, attempts } = delivery
  return {
    is: 'delivery',
    account,
    id,
    task: plan?.taskId ?? taskId,
    taskId,
    provider,
    url: secrets.strike(url),
    ...(fault !== undefined && { fault }),
    createdAt,
    body: withoutSecrets(String(plan?.render(1, createdAt).body ?? ''), secrets),
    nth: plan?.nth ?? 0,
    state,
    attempts: attempts.map(({ answer, ...attempt }) => ({
      ...attempt,
      ...(answer !== undefined && { answer: withoutSecrets(answer, secrets) }),
    })),
  }
}

export const writtenServer = ({
  accounts,
  scenarios,
  settings,
  pastBills,
  secrets,
}: Simulation): ServerRecord => ({
  is: 'server',
  clock: writtenClock(accounts.clock, settings),
  ...(scenarios.isChanged && { scenario: writtenScenario(scenarios.byDefault, scenarios, secrets) }),
  past: {
    total: { ...pastBills.total },
    labels: Object.fromEntries(
      [...pastBills.byLabel].map(([label, sums]) => [secrets.strike(label), { ...sums }]),
    ),
  },
})

/** All that is kept of one account. */
export function* recordsOfAccount(simulation: Simulation, account: Account): Generator<StateRecord> {
  const { secrets } = simulation
  yield writtenAccount(account, simulation)
  for (const [key, first] of account.idempotency.all) yield writtenIdempotency(account, key, first, secrets)
  for (const task of account.tasks.values()) yield writtenTask(account, task, secrets)
  for (const delivery of account.journal.deliveries) yield writtenDelivery(delivery, simulation)
}

/** All that is kept of a simulator. */
export function* recordsOf(simulation: Simulation): Generator<StateRecord> {
  yield writtenServer(simulation)
  for (const account of simulation.accounts.all()) yield* recordsOfAccount(simulation, account)
}
