import { parseDuration } from '../../basics/duration.ts'
import { contracts } from '../../contracts/index.ts'
import { textIn } from './flag-values.ts'
import type { FlagTable, FlagValues } from './flags.ts'
import type { HelpText } from './help.ts'
import { UsageError } from './usage-error.ts'

export const GRADE_REPORTERS = ['card', 'json', 'junit', 'markdown', 'github', 'badge', 'html'] as const

export const GRADE_FLAGS: FlagTable = {
  provider: {
    form: Object.keys(contracts).join(' or '),
    placeholder: 'name',
    about: 'the provider that the command calls',
    byDefault: Object.keys(contracts)[0] ?? '',
  },
  profile: {
    form: 'documented or observed',
    placeholder: 'name',
    about: 'behave as documented, or as observed in production',
    byDefault: 'documented',
  },
  only: {
    form: "an obligation's id, or its axis",
    placeholder: 'id',
    about: 'judge only this obligation, or this axis; a part has no grade (repeatable)',
    repeatable: true,
  },
  deadline: {
    form: 'a duration such as 60s',
    placeholder: 'time',
    about: 'when a client that waits should have given up; the command gets it as STUNTDOUBLE_DEADLINE_MS',
    byDefault: '60s',
  },
  jobs: {
    form: 'a number from 1 to 64',
    placeholder: 'n',
    about: 'how many situations run at once',
    byDefault: '10',
  },
  seed: {
    form: 'a whole number',
    placeholder: 'n',
    about: 'reproduces every id',
    byDefault: '1',
  },
  name: { form: 'a text', placeholder: 'text', about: 'what reports call the client (default: its command)' },
  reporter: {
    form: GRADE_REPORTERS.join(', '),
    placeholder: 'name',
    about: 'how to report (repeatable)',
    byDefault: 'card',
    repeatable: true,
  },
  'report-dir': {
    form: 'a folder',
    placeholder: 'folder',
    about: 'where reports for programs go; else to standard output',
  },
  baseline: {
    form: 'a file',
    placeholder: 'file',
    about:
      'known failures, as {"failures": [...]} or an earlier report: they pass, new ones fail, and so do stale entries',
  },
  prove: {
    form: 'a git ref',
    placeholder: 'ref',
    about: 'grade the ref too, and say what went from red to green, and what did not',
  },
  receiver: {
    form: 'an http or https URL',
    placeholder: 'url',
    about: 'judge a receiver of callbacks, without a command',
  },
  from: {
    form: 'a JSON report',
    placeholder: 'file',
    about: 'run nothing: report again what was graded before; several become one HTML page (repeatable)',
    repeatable: true,
  },
  'no-tell': { about: 'responses do not say what was done to them; always so here' },
  quiet: { about: 'say nothing while situations run' },
}

export const GRADE_HELP: HelpText = {
  usage: 'stuntdouble grade [flags] -- <command>',
  about:
    'Would this client pay twice? Runs a command that makes one video from PROMPT, in any language and unchanged, through every ' +
    'way in which the network and the provider fail, and says what it cost. docs/grade.md says what the command has to do.\n' +
    'Exit codes: 0 nothing failed, 1 an obligation is broken, 2 usage, 3 there was nothing to judge.',
  examples: [
    ['stuntdouble grade -- node make-video.js', 'every obligation'],
    ['stuntdouble grade --only money -- python3 make_video.py', 'only what costs money'],
    [
      'stuntdouble grade --reporter card --reporter json --report-dir out -- ./make-video',
      'for people and programs',
    ],
  ],
}

const SHORTEST_MS = 2_000
const LONGEST_MS = 3_600_000

/** @throws UsageError */
export const deadlineOf = (values: FlagValues): number => {
  const text = textIn(values, 'deadline') ?? '60s'
  const ms = parseDuration(text)
  if (ms !== undefined && ms >= SHORTEST_MS && ms <= LONGEST_MS) return ms
  throw new UsageError(`--deadline: ${JSON.stringify(text)} is not a duration from 2s to 60m, such as 60s.`)
}
