import { port as portKind } from '../../basics/setting-kinds.ts'
import type { Others } from '../../run/door/doorway.ts'
import type { Settings } from '../../simulator/settings.ts'
import { readConfig } from '../config/config.ts'
import type { SettingSources } from '../terminal/io.ts'
import { valueIn, wordIn } from './flag-values.ts'
import type { FlagValues } from './flags.ts'

/** What a run was told besides its command. */
export interface RunSettings {
  /** Where the simulator listens; 0 for a free port. */
  readonly port: number
  readonly tlsPort: number
  readonly others: Others | undefined
  /** The simulator's. */
  readonly settings: Partial<Settings>
}

/** Reads what a run was told. @throws UsageError naming the flag, variable or line that is wrong */
export const readRunSettings = async (values: FlagValues, place: SettingSources): Promise<RunSettings> => {
  const others = wordIn(values, 'others', ['pass', 'block'])
  // The hosts of a run are not where its simulator listens.
  const { host: _, ...simulatorValues } = values
  const { host: __, port: ___, ...settings } = await readConfig(simulatorValues, place)
  return {
    port: valueIn(values, 'port', portKind) ?? 0,
    tlsPort: valueIn(values, 'tls-port', portKind) ?? 443,
    others,
    settings,
  }
}
