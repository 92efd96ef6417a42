import type { Reporter, TestModule } from 'vitest/node'

const SHOWN = 10

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`

/** Names the slowest files after a run of many, so that a new one is noticed the day it comes. */
export default class SlowestFiles implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    if (modules.length <= SHOWN) return
    const times = modules
      .map((module) => ({ name: module.relativeModuleId, ms: module.diagnostic().duration }))
      .sort((a, b) => b.ms - a.ms)
    const lines = times.slice(0, SHOWN).map(({ name, ms }) => `${seconds(ms).padStart(8)}  ${name}`)
    const sum = times.reduce((total, { ms }) => total + ms, 0)
    console.log(
      `\nThe slowest of ${times.length} files, which take ${seconds(sum)} in all:\n${lines.join('\n')}`,
    )
  }
}
