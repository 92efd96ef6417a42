import { faults as all } from '../simulator/faults/index.ts'
import { formOf, shownValue } from '../simulator/setting.ts'
import { type FlagTable, type FlagValues, helpText } from './flags.ts'
import type { Io } from './io.ts'
import { EXIT } from './usage-error.ts'

export const FAULTS_FLAGS: FlagTable = { json: { about: 'print one JSON object per line' } }

export const faultsHelp = (): string =>
  helpText(
    'Usage: stuntdouble faults [flags]',
    'Lists the faults: which mistake of a client each catches, which calls it strikes, and its settings.\n' +
      'Ask for one by the header X-Stuntdouble-Fault: task-fails after=2s, in a prompt: [[stunt: task-fails after=2s]], or\n' +
      'in a rule of a scenario.',
    FAULTS_FLAGS,
  )

/** Every fault as it is shown, with its settings. */
export const faultRows = () =>
  [...all.values()].map(({ name, catches, strikes, settings }) => ({
    name,
    catches,
    strikes,
    settings: Object.entries(settings).map(([setting, { kind, about, default: usual }]) => ({
      name: setting,
      form: formOf(kind),
      about,
      default: usual === undefined ? null : shownValue(kind, usual),
    })),
  }))

/** Prints every fault. Returns the exit code. */
export const faults = (values: FlagValues, io: Io): number => {
  const rows = faultRows()
  const text = values.json
    ? rows.map((row) => JSON.stringify(row)).join('\n')
    : rows
        .map(({ name, catches, strikes, settings }) =>
          [
            name,
            `  catches  ${catches}`,
            `  strikes  ${strikes.join(', ')}`,
            ...settings.map(
              (setting) =>
                `  ${setting.name}=  ${setting.about} [${setting.form}]${setting.default === null ? '' : `, ${setting.default} unless set`}`,
            ),
          ].join('\n'),
        )
        .join('\n\n')
  io.stdout.write(`${text}\n`)
  return EXIT.ok
}
