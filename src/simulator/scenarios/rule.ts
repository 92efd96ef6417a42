import type { Random } from '../../basics/chance/random.ts'
import type { Operation, OperationKind, ProviderName } from '../../contracts/index.ts'
import type { Fault, Strike } from '../faults/fault.ts'

/** Which calls, counted from 1: `[2, 2]` the second, `[3, Infinity]` all from the third on. */
export type CallRange = readonly [first: number, last: number]

/** When a fault meets a request. A condition that is absent always holds. */
export interface Rule {
  readonly fault: Fault
  readonly settings: Readonly<Record<string, unknown>>
  readonly provider?: ProviderName
  /** The providers where its fault can do something; all when absent. */
  readonly only?: readonly ProviderName[]
  /** An operation (`kie.createTask`) or a kind (`create`); every kind the fault can strike when absent. */
  readonly operation?: string
  readonly model?: string
  /** A text the prompt holds, whatever its case. */
  readonly prompt?: string
  /** Which calls of the operation in this account. */
  readonly calls?: readonly CallRange[]
  /** Every nth call. */
  readonly every?: number
  /** The share of the remaining calls, 0 to 1. */
  readonly chance?: number
}

/** The call that a rule is checked against. */
export interface RuleContext {
  readonly operation: Operation | { readonly id: string; readonly kind: OperationKind }
  readonly provider: ProviderName
  /** This call's ordinal among the account's calls of the operation, from 1; what `call` and `every` count. */
  readonly nth: number
  /** The call's ordinal among all that draw for this operation, if `nth` counts something narrower. */
  readonly draw?: number
  readonly random: Random
  readonly model: () => string | undefined
  readonly prompt: () => string | undefined
  /** Whether the task asks for callbacks. */
  readonly hasCallback: () => boolean
}

const concerns = ({ fault, operation, provider, only }: Rule, context: RuleContext): boolean => {
  const { id, kind } = context.operation
  if (!fault.strikes.includes(kind)) return false
  if (provider !== undefined && provider !== context.provider) return false
  if (only !== undefined && !only.includes(context.provider)) return false
  if (operation !== undefined && operation !== id && operation !== kind) return false
  // A task that has no callback is spared for a fault that it can meet.
  return fault.bendCallbacks === undefined || context.hasCallback()
}

const isAbout = ({ model, prompt }: Rule, context: RuleContext): boolean => {
  if (model !== undefined && model !== context.model()) return false
  return prompt === undefined || (context.prompt() ?? '').toLowerCase().includes(prompt.toLowerCase())
}

const isItsTurn = ({ calls, every }: Rule, { nth }: RuleContext): boolean =>
  (calls === undefined || calls.some(([first, last]) => nth >= first && nth <= last)) &&
  (every === undefined || nth % every === 0)

/**
 * The first rule that holds, as a strike. Each rule draws from its own chance, by its place and the call's number, so
 * that what strikes does not depend on what other accounts do.
 * @param origin where the rules come from, so that rule 0 of a prompt and rule 0 of the account draw differently
 */
export const firstStrike = (
  rules: readonly Rule[],
  context: RuleContext,
  origin = 'rule',
): Strike | undefined => {
  for (let index = 0; index < rules.length; index += 1) {
    const rule = rules[index] as Rule
    if (!concerns(rule, context) || !isAbout(rule, context) || !isItsTurn(rule, context)) continue
    const purpose = `${origin} ${index} ${rule.fault.name}/${context.operation.id}`
    const { random, nth, draw = nth } = context
    if (rule.chance !== undefined && random.fraction(purpose, draw) >= rule.chance) continue
    return { fault: rule.fault, settings: rule.settings, fraction: random.fraction(`${purpose}/how`, draw) }
  }
  return undefined
}
