import type { Account } from '../accounts/account.ts'
import type { Strike } from '../faults/fault.ts'
import type { Requested } from '../tasks/task.ts'
import type { Directive } from './directive.ts'
import type { ScenarioLatency } from './latency.ts'
import { firstStrike, type Rule, type RuleContext } from './rule.ts'

/** What a call's fault is chosen from. */
export interface Candidates {
  /** What the headers of the request ask for. */
  readonly header: Directive | undefined
  /** What the prompt of this create request asks for, or that of the request that created the task. */
  readonly requested: Requested | undefined
  readonly account: Account
  readonly context: RuleContext
  /** The same, counting only the calls about the task: in a prompt, `call=2` is the second read of its own task. */
  readonly taskContext: RuleContext
}

/** One place where faults can be requested. */
interface Source {
  /** Keeps the chances of the sources apart: rule 0 of a prompt and rule 0 of the account draw differently. */
  readonly origin: 'header' | 'prompt' | 'rule'
  readonly rules: readonly Rule[]
  readonly context: RuleContext
  /** It names a whole scenario, which decides everything: weaker sources do not count. */
  readonly isScenario: boolean
  readonly latency: ScenarioLatency | undefined
}

const requestHeader = ({ header, context }: Candidates): Source | undefined =>
  header && {
    origin: 'header',
    rules: header.rules,
    context,
    isScenario: header.scenario !== undefined,
    latency: header.scenario?.latency,
  }

const createPrompt = ({ requested, context, taskContext }: Candidates): Source | undefined =>
  requested && {
    origin: 'prompt',
    rules: requested.rules,
    context: { ...taskContext, draw: context.nth },
    isScenario: requested.coversTask,
    latency: requested.latency,
  }

const accountScenario = ({ account: { scenario }, context }: Candidates): Source => ({
  origin: 'rule',
  rules: scenario.rules,
  context,
  isScenario: true,
  latency: scenario.latency,
})

/** Every source, the strongest first. */
const SOURCES = [requestHeader, createPrompt, accountScenario] as const

const sourcesOf = (candidates: Candidates): readonly Source[] =>
  SOURCES.flatMap((source) => source(candidates) ?? [])

/** The fault that strikes: of the first rule that holds in the strongest source. */
export const strikeOf = (candidates: Candidates): Strike | undefined => {
  for (const { rules, context, origin, isScenario } of sourcesOf(candidates)) {
    const strike = firstStrike(rules, context, origin)
    if (strike !== undefined || isScenario) return strike
  }
  return undefined
}

/** How long things take, by the strongest source that names a whole scenario. */
export const latencyOf = (candidates: Candidates): ScenarioLatency | undefined =>
  sourcesOf(candidates).find(({ isScenario }) => isScenario)?.latency
