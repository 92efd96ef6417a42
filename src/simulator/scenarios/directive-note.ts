import type { Directive } from './directive.ts'
import type { Scenarios } from './registry.ts'
import type { Rule, RuleContext } from './rule.ts'

/** What to say about a header that asks for what can never happen to its call; undefined where it can. */
export const noteOnDirective = (
  { rules, scenario }: Directive,
  scenarios: Scenarios,
  context: RuleContext,
): string | undefined => {
  const { name, rateLimit, maxRunning } = scenario ?? {}
  if ((rateLimit ?? maxRunning) !== undefined)
    return `The limits of scenario ${name} count calls, so they need an account: choose it by key or by the control API.`
  const [rule] = rules
  if (rule === undefined) return undefined
  if (scenario === undefined) return noteOnRule(rule, scenarios, context)
  const reasons = rules.map((each) => impossible(each, scenarios, context))
  return reasons.every((reason) => reason !== undefined) ? reasons[0] : undefined
}

const noteOnRule = (rule: Rule, scenarios: Scenarios, context: RuleContext): string | undefined => {
  const { id, kind } = context.operation
  const { fault, operation } = rule
  if (!fault.strikes.includes(kind)) {
    // The task of a create request may meet the fault later.
    if (kind === 'create') return impossible(rule, scenarios, context)
    return `${fault.name} does nothing to this call; it strikes ${fault.strikes.join(', ')}.`
  }
  if (operation !== undefined && operation !== id && operation !== kind)
    return `${fault.name} does nothing to this call: a header is about its own call, and this one is not ${operation}.`
  return impossible(rule, scenarios, context) ?? withoutCallback(rule, context)
}

/** Why a rule can do nothing at the provider that is called. */
export const impossible = (
  rule: Rule,
  scenarios: Scenarios,
  { provider }: RuleContext,
): string | undefined => {
  const { fault } = rule
  if (rule.provider !== undefined && rule.provider !== provider)
    return `${fault.name} does nothing to this call: it is to strike ${rule.provider} only.`
  if (rule.only === undefined || rule.only.includes(provider)) return undefined
  const reason = scenarios.reasonAgainst(rule, provider) ?? 'it cannot strike this provider'
  return `${fault.name} does nothing to this call: ${reason}.`
}

/** What to say of a callback fault on a task that has no callbacks. */
export const withoutCallback = ({ fault }: Rule, { hasCallback }: RuleContext): string | undefined =>
  fault.bendCallbacks === undefined || hasCallback()
    ? undefined
    : `${fault.name} does nothing to this call: it names no callback address.`
