import { didYouMean } from '../../basics/did-you-mean.ts'
import { faultRows } from '../../simulator/faults/fault-rows.ts'
import { faults as all } from '../../simulator/faults/index.ts'
import type { FlagTable, FlagValues } from '../flags/flags.ts'
import { type HelpText, widthOf, wrapped } from '../flags/help.ts'
import { EXIT, FlagError } from '../flags/usage-error.ts'
import { type Paint, paintFor } from '../terminal/colours.ts'
import type { Io } from '../terminal/io.ts'

export const FAULTS_FLAGS: FlagTable = { json: { about: 'print one JSON object per line' } }

export const FAULTS_HELP: HelpText = {
  usage: 'stuntdouble faults [NAME] [flags]',
  about:
    'Lists the faults: which client mistake each catches, which calls it strikes, and its settings.\n' +
    'Ask for one by the header X-Stuntdouble-Fault: task-fails after=2s, in a prompt: [[stunt: task-fails after=2s]], or in a rule of a scenario.',
  examples: [['stuntdouble faults task-fails', 'shows one fault']],
}

type Row = ReturnType<typeof faultRows>[number]

const settingText = ({ about, form, default: usual }: Row['settings'][number]): string =>
  `${about} [${form}]${usual === null ? '' : `, ${usual} unless set`}`

const MARGIN = 11

const member = (name: string, text: string, width: number): readonly string[] =>
  wrapped(text, width - MARGIN).map(
    (line, index) => `  ${(index === 0 ? name : '').padEnd(MARGIN - 2)}${line}`,
  )

const shown = ({ name, catches, strikes, settings }: Row, width: number, paint: Paint): string =>
  [
    paint('bold', name),
    ...member('catches', catches, width),
    ...member('strikes', strikes.join(', '), width),
    ...settings.flatMap((setting) => member(`${setting.name}=`, settingText(setting), width)),
  ].join('\n')

/** Prints every fault, or the one that is named. Returns the exit code. */
export const faults = (values: FlagValues, io: Io, name?: string): number => {
  const rows = faultRows().filter((row) => name === undefined || row.name === name)
  if (name !== undefined && rows.length === 0)
    throw new FlagError(`There is no fault ${JSON.stringify(name)}${didYouMean(name, [...all.keys()])}`)
  const paint = paintFor(io.stdout, io.env)
  const text = values.json
    ? rows.map((row) => JSON.stringify(row)).join('\n')
    : rows.map((row) => shown(row, widthOf(io.stdout.columns), paint)).join('\n\n')
  io.stdout.write(`${text}\n`)
  return EXIT.ok
}
