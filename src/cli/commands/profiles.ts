import { contracts, type ProviderContract } from '../../contracts/index.ts'
import { OBSERVED_REVISION, profileLabel } from '../../contracts/profile.ts'
import type { FlagTable, FlagValues } from '../flags/flags.ts'
import type { HelpText } from '../flags/help.ts'
import { EXIT } from '../flags/usage-error.ts'
import type { Io } from '../terminal/io.ts'

export const PROFILES_FLAGS: FlagTable = { json: { about: 'print one JSON object per line' } }

export const PROFILES_HELP: HelpText = {
  usage: 'stuntdouble profiles [flags]',
  about:
    'Lists where the pages and the live services differ: what --profile documented and --profile observed do, and why.',
}

const rows = ({ name, differences }: ProviderContract) =>
  differences.map(({ topic, documented, observed, seen, source }) => ({
    provider: name,
    topic,
    documented: documented.says,
    observed: observed.says,
    seen,
    revision: OBSERVED_REVISION,
    source,
  }))

const heading = (): string =>
  `Where ${profileLabel('observed')} differs from documented: what the live services were seen to do, as of that month.`

/** Prints every difference between the profiles with its source. Returns the exit code. */
export const profiles = (values: FlagValues, io: Io): number => {
  const all = Object.values(contracts).flatMap(rows)
  const text = values.json
    ? all.map((row) => JSON.stringify(row)).join('\n')
    : all
        .map(
          ({ provider, topic, documented, observed, seen, source }) =>
            `${provider}: ${topic}\n  documented  ${documented}\n  observed    ${observed}\n  seen        ${seen}\n  source      ${source}`,
        )
        .join('\n\n')
  io.stdout.write(values.json ? `${text}\n` : `${heading()}\n\n${text}\n`)
  return EXIT.ok
}
