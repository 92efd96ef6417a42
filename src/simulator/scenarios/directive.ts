import { didYouMean } from '../../basics/did-you-mean.ts'
import { SettingError } from '../../basics/setting.ts'
import { bounds } from '../bounds.ts'
import { faults } from '../faults/index.ts'
import { CONDITIONS, readRule } from './read-rule.ts'
import type { Scenarios } from './registry.ts'
import type { Rule } from './rule.ts'
import type { Scenario } from './scenario.ts'

/** The text of a directive in a prompt or a header: `task-fails after=2s code=422`, or a scenario's name. */
export interface Directive {
  readonly rules: readonly Rule[]
  /** The scenario it names: that replaces the account's scenario, while a fault is added to it. */
  readonly scenario?: Scenario
}

const WORD = /([\w-]+)=(?:"([^"]*)"|(\S+))|(\S+)/g

/**
 * Reads one directive: a fault's name with conditions (`on=retrieve call=1..2`) and settings (`after=2s`), or a
 * scenario's name alone. If both have the name, the fault is meant unless stated otherwise.
 * @throws SettingError that says what is wrong with it
 */
export const readDirective = (
  text: string,
  scenarios: Pick<Scenarios, 'all' | 'find' | 'fit'>,
  prefersScenario = false,
): Directive => {
  let name: string | undefined
  const rule: Record<string, unknown> = {}
  const settings: Record<string, unknown> = {}
  for (const [word, key, quoted, plain] of text.trim().matchAll(WORD)) {
    const value = quoted ?? plain
    if (key === undefined) {
      if (name !== undefined)
        throw new SettingError(
          `A directive names one fault or scenario; ${JSON.stringify(word)} is one too many.`,
        )
      name = word
    } else if (key === 'on') rule.operation = value
    else if ((CONDITIONS as readonly string[]).includes(key)) rule[key] = value
    else settings[key] = value
  }
  if (name === undefined) throw new SettingError('A directive begins with the name of a fault or a scenario.')
  const scenario = scenarios.find(name)
  if (scenario !== undefined && (prefersScenario || !faults.has(name)))
    return { rules: scenario.rules, scenario }
  if (!faults.has(name)) {
    const names = [...faults.keys(), ...scenarios.all.keys()]
    throw new SettingError(`There is no fault or scenario ${JSON.stringify(name)}${didYouMean(name, names)}`)
  }
  return { rules: [scenarios.fit(readRule({ fault: name, ...rule, with: settings }))] }
}

// Bounded, so that a megabyte of beginnings without an end is only looked at once.
const IN_PROMPT = /\[\[\s{0,9}stunt:([^\][]{0,500})\]\]/gi

/** Whether a text may hold directives, or what was meant as one: a quick look, for bodies not parsed yet. */
export const mayHoldDirective = (text: string): boolean => text.includes('stunt:') || text.includes('[[stunt')

/** What is left where a directive was meant and cannot be found. */
const MEANT = /\[\[?\s{0,9}stunt\b[^\][]{0,60}/i

export interface PromptDirectives extends Directive {
  /** What is wrong with those that could not be read. */
  readonly problems: readonly string[]
}

/** Reads the directives in a prompt: `a cat [[stunt: task-fails after=2s]]`. */
export const promptDirectives = (
  prompt: string,
  scenarios: Pick<Scenarios, 'all' | 'find' | 'fit'>,
): PromptDirectives => {
  const rules: Rule[] = []
  let whole: Scenario | undefined
  const problems: string[] = []
  let count = 0
  for (const [, found = ''] of prompt.matchAll(IN_PROMPT)) {
    count += 1
    if (count > bounds.directives.most) {
      problems.push(`A prompt has at most ${bounds.directives.most} directives; the rest is ignored.`)
      break
    }
    // A part of a text keeps all of it alive, and the rules outlive the prompt.
    const text = Buffer.from(found).toString()
    try {
      const directive = readDirective(text, scenarios)
      rules.push(...directive.rules)
      whole ??= directive.scenario
    } catch (error) {
      if (!(error instanceof SettingError)) throw error
      problems.push(`The directive [[stunt:${text}]] is ignored. ${error.message}`)
    }
  }
  const [meant] = MEANT.exec(prompt.replace(IN_PROMPT, '')) ?? []
  if (meant !== undefined)
    problems.push(
      `${JSON.stringify(meant)} is not a directive; one looks like [[stunt: task-fails after=2s]].`,
    )
  return { rules, problems, ...(whole !== undefined && { scenario: whole }) }
}
