import { type Judged, judgedOn, MEANS, type Means } from '../unseen/judge.ts'
import { type Profile, Stage } from '../unseen/stage.ts'
import { deviationOf } from './deviation.ts'
import { eachOf } from './each-of.ts'
import { isErrorAt, providers } from './judge.ts'
import { benignChanges, type Operator, operators } from './operators/index.ts'

/** One run of the kit against one of our own operators. */
interface OwnRun {
  readonly name: string
  readonly judged: Readonly<Record<Means, Judged>>
}

/** What the whole set came to. */
export interface OwnMeasure {
  readonly deviations: readonly OwnRun[]
  readonly benign: readonly OwnRun[]
}

/** Runs the kit, with every means, against each of our own operators, and against what breaks nobody. */
export const measureOwn = async (isWanted: (name: string) => boolean): Promise<OwnMeasure> => {
  const stages = new Map<Profile, Stage>()
  for (const profile of ['documented', 'observed'] as const) stages.set(profile, await Stage.open(profile))
  const run = async (
    { provider, options, begin }: Pick<Operator, 'provider' | 'options' | 'begin'>,
    profile: Profile,
    places: readonly string[],
  ): Promise<OwnRun['judged']> => {
    const shared = options === undefined ? stages.get(profile) : undefined
    const stage = shared ?? (await Stage.open(profile, options))
    try {
      const operator = deviationOf({ begin })
      return await judgedOn(stage, provider, { profile, operator }, isErrorAt(places))
    } finally {
      if (shared === undefined) await stage[Symbol.asyncDispose]()
    }
  }
  const wanted = operators.filter(({ name }) => isWanted(name))
  const changes = providers.flatMap((provider) =>
    (['documented', 'observed'] as const).flatMap((profile) =>
      benignChanges.filter(({ name }) => isWanted(name)).map((change) => ({ provider, profile, change })),
    ),
  )
  const deviations = await eachOf(wanted, async (operator) => ({
    name: operator.name,
    judged: await run(operator, 'documented', operator.at),
  }))
  const benign = await eachOf(changes, async ({ provider, profile, change }) => ({
    name: `${provider}, ${profile}: ${change.name}`,
    judged: await run({ provider, ...change }, profile, []),
  }))
  for (const stage of stages.values()) await stage[Symbol.asyncDispose]()
  return { deviations, benign }
}

/** A sentence that names some runs, or says that there are none. */
export const named = (what: string, names: readonly string[]): string =>
  `${what}: ${names.length === 0 ? 'none' : names.map((name) => `\`${name}\``).join(', ')}.`

/** How many of some, as a share. */
export const share = (part: number, whole: number): string =>
  `${part} of ${whole} (${whole === 0 ? 0 : ((100 * part) / whole).toFixed(1)} %)`

const ABOUT: Readonly<Record<Means, string>> = {
  free: 'tier free',
  known: 'tier free with known tasks',
  paid: 'tier paid with callbacks',
}

/** One line for each of the means: how many were found, how many broke the contract, how many findings name the place. */
export const tableOf = (runs: readonly Pick<OwnRun, 'judged'>[]): string =>
  [
    '| given | found | of which an error | place named |',
    '|---|---|---|---|',
    ...MEANS.map((means) => {
      const all = runs.map((run) => run.judged[means])
      const found = all.filter(({ isFound }) => isFound)
      const broken = all.filter(({ isBroken }) => isBroken).length
      const named = found.filter(({ isNamed }) => isNamed).length
      return `| ${[ABOUT[means], share(found.length, all.length), broken, share(named, found.length)].join(' | ')} |`
    }),
  ].join('\n')
