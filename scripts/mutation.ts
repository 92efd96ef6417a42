/**
 * Is the contract kit any good? One deviation at a time in an otherwise faithful provider: each must be caught and its
 * place named, and changes that break nobody must not be complained about. Prints a table; --json prints it for machines,
 * --only TEXT takes the deviations whose name has the text, --pages FOLDER looks at changed pages in a folder instead.
 */
import { parseArgs } from 'node:util'
import { eachOf } from '../test/conformance/mutation/each-of.ts'
import {
  inShort,
  isKilled,
  judge,
  type Means,
  namesPlace,
  providers,
} from '../test/conformance/mutation/judge.ts'
import { measurePages } from '../test/conformance/mutation/measure-pages.ts'
import { benignChanges, operators } from '../test/conformance/mutation/operators.ts'

const { values } = parseArgs({
  options: { json: { type: 'boolean' }, only: { type: 'string' }, pages: { type: 'string' } },
})
if (values.pages !== undefined) process.exit(await judgePages(values.pages))
const MEANS: readonly Means[] = ['free', 'known', 'paid']
const ABOUT: Readonly<Record<Means, string>> = {
  free: 'tier free',
  known: 'tier free with a known task',
  paid: 'tier paid with callbacks',
}

const isWanted = (name: string): boolean => values.only === undefined || name.includes(values.only)
const wanted = operators.filter(({ name }) => isWanted(name))
const startedAt = Date.now()

const killed = await eachOf(
  MEANS.flatMap((means) => wanted.map((operator) => ({ means, operator }))),
  async ({ means, operator }) => {
    const report = await judge(operator.provider, operator, means, 'documented', 5_000)
    return {
      means,
      name: operator.name,
      isKilled: isKilled(report),
      isNamed: isKilled(report) && namesPlace(report, operator),
      says: inShort(report),
    }
  },
)

const alarms = await eachOf(
  providers
    .flatMap((provider) =>
      (['documented', 'observed'] as const).flatMap((profile) =>
        MEANS.flatMap((means) => benignChanges.map((change) => ({ provider, profile, means, change }))),
      ),
    )
    .filter(({ change }) => isWanted(change.name)),
  async ({ provider, profile, means, change }) => {
    const report = await judge(provider, change, means, profile, 5_000)
    return {
      name: `${provider}, ${profile}, ${means}: ${change.name}`,
      isAlarm: report.exitCode !== 0 || report.counts.warnings > 0,
      says: inShort(report),
    }
  },
)

const share = (part: number, whole: number): string =>
  `${part} of ${whole} (${whole === 0 ? 0 : ((100 * part) / whole).toFixed(1)} %)`
const summary = MEANS.map((means) => {
  const runs = killed.filter((run) => run.means === means)
  const dead = runs.filter((run) => run.isKilled)
  return {
    means,
    operators: runs.length,
    killed: dead.length,
    named: dead.filter((run) => run.isNamed).length,
  }
})
const falseAlarms = alarms.filter(({ isAlarm }) => isAlarm)

if (values.json) {
  console.log(JSON.stringify({ summary, killed, falseAlarms, benignRuns: alarms.length }, null, 2))
} else {
  console.log(
    `${operators.length} operators, ${benignChanges.length} benign changes, ${((Date.now() - startedAt) / 1_000).toFixed(0)} s\n`,
  )
  console.log('| given | killed | right place named |\n|---|---|---|')
  for (const { means, operators: all, killed: dead, named } of summary)
    console.log(`| ${ABOUT[means]} | ${share(dead, all)} | ${share(named, dead)} |`)
  const union = new Set(killed.filter((run) => run.isKilled).map(({ name }) => name)).size
  console.log(`| any of them | ${share(union, wanted.length)} | |`)
  console.log(`\nfalse alarms: ${share(falseAlarms.length, alarms.length)}`)
  for (const { name, says } of falseAlarms) console.log(`  ${name}: ${says}`)
  for (const means of MEANS) {
    const survivors = killed.filter((run) => run.means === means && !run.isKilled)
    console.log(`\nsurvivors, ${ABOUT[means]}: ${survivors.length}`)
    for (const { name, says } of survivors)
      console.log(means === 'paid' || values.only ? `  ${name}: ${says}` : `  ${name}`)
  }
  console.log('\nkilled in tier paid, wrong place named:')
  for (const { name, says } of killed.filter((run) => run.means === 'paid' && run.isKilled && !run.isNamed))
    console.log(`  ${name}: ${says}`)
}
const paid = summary.find(({ means }) => means === 'paid')
const isGood =
  falseAlarms.length === 0 &&
  (paid === undefined || (paid.killed >= 0.95 * paid.operators && paid.named >= 0.9 * paid.killed))
process.exitCode = isGood ? 0 : 1

/** The same for models of imported pages, of which one rule has changed. Returns the exit code. */
async function judgePages(folder: string): Promise<number> {
  const runs = await measurePages(folder)
  const names = [...new Set(runs.map(({ name }) => name))]
  console.log('| changed | free: found | field named | paid: found | field named | contract broken |')
  console.log('|---|---|---|---|---|---|')
  for (const name of [...names, undefined]) {
    const of = (tier: 'free' | 'paid') =>
      runs.filter((run) => run.tier === tier && (name === undefined || run.name === name))
    const [free, paid] = [of('free'), of('paid')]
    const count = (some: typeof free, key: 'isFound' | 'isNamed' | 'isKilled'): string =>
      `${some.filter((run) => run[key]).length} of ${some.length}`
    console.log(
      `| ${[name ?? 'all', count(free, 'isFound'), count(free, 'isNamed'), count(paid, 'isFound'), count(paid, 'isNamed'), count(paid, 'isKilled')].join(' | ')} |`,
    )
  }
  const bought = runs.filter(({ isBought }) => isBought).length
  console.log(`\nbought in tier free: ${bought}`)
  return bought === 0 ? 0 : 1
}
