import type { ReporterName } from '../../conformance/index.ts'
import { contracts } from '../../contracts/index.ts'
import { SETTING_FLAGS } from '../config/config.ts'
import type { FlagTable } from '../flags/flags.ts'
import type { HelpText } from '../flags/help.ts'

/** Where paid ids are kept unless another file is named. */
export const LEDGER = 'stuntdouble-ledger.jsonl'
export const REPORTERS: readonly ReporterName[] = ['pretty', 'json', 'junit', 'github', 'markdown']

export const CONTRACT_FLAGS: FlagTable = {
  'base-url': {
    placeholder: 'url',
    form: 'an http or https URL',
    about: 'where the provider is, or a simulator of it',
  },
  'api-key-env': {
    placeholder: 'name',
    form: 'the name of a variable',
    about: 'the variable that holds the API key',
  },
  'api-key': {
    placeholder: 'key',
    form: 'an API key',
    about: 'the API key itself; prefer a variable, since others can read command lines',
  },
  tier: {
    placeholder: 'free|paid',
    form: 'free or paid',
    about: 'free buys nothing; paid buys one of the cheapest videos',
    byDefault: 'free',
  },
  'max-credits': {
    placeholder: 'number',
    form: 'a number above 0',
    about: "the most that tier paid may spend, in the provider's credits; without it nothing is bought",
  },
  models: {
    placeholder: 'folder',
    form: SETTING_FLAGS.models?.form ?? '',
    about: 'models to check besides the bundled ones, by their pages (repeatable)',
    repeatable: true,
  },
  'model-credits': {
    placeholder: 'number',
    form: 'a number above 0',
    about: 'the most that one task of a model of --models may cost; without it tier paid buys none of them',
  },
  'every-option': {
    about:
      'tier paid buys further tasks, so that every option of every model is ordered once; --dry-run shows them',
  },
  'known-task': {
    placeholder: 'id',
    form: "a task's id",
    about: 'a task of this account that has ended, to check the shape of a success at no cost',
    repeatable: true,
  },
  ledger: {
    placeholder: 'file',
    form: 'a file',
    about: 'where every paid id is written, for later runs to read those tasks again',
    byDefault: LEDGER,
  },
  'callback-listen': {
    placeholder: 'host:port',
    form: 'host:port; port 0 is any free one',
    about: 'opens a receiver for the callbacks of the paid task',
  },
  'callback-url': {
    placeholder: 'url',
    form: 'a URL',
    about: 'the address to give the provider instead, such as a tunnel that leads to --callback-listen',
  },
  'webhook-key-env': {
    placeholder: 'name',
    form: 'the name of a variable',
    about: 'the variable that holds the key callbacks are signed with',
  },
  profile: {
    placeholder: 'documented|observed|either',
    form: 'documented, observed or either',
    about: 'which reading it must follow; either accepts known deviations',
    byDefault: 'either',
  },
  only: {
    placeholder: 'id',
    form: "a case's id, or its beginning up to a slash",
    about: 'check only this case, or these',
    repeatable: true,
  },
  reporter: {
    placeholder: 'name',
    form: REPORTERS.join(', '),
    about: `how to report: ${REPORTERS.join(', ')}`,
    repeatable: true,
    byDefault: 'pretty',
  },
  'report-dir': {
    placeholder: 'folder',
    form: 'a folder',
    about: 'the folder for json, junit and markdown (default: standard output)',
  },
  resolve: { about: 'records in the ledger that you have looked into the create requests it left open' },
  strict: { about: 'warnings break the contract, and what is left out counts as not checked' },
  timeout: {
    placeholder: 'seconds',
    form: 'seconds',
    about: 'how long the paid task may take, and its callback after that',
    byDefault: '900',
  },
  'dry-run': { about: 'list the cases with tier and worst cost, and send nothing' },
}

const [first] = Object.keys(contracts)

export const CONTRACT_HELP: HelpText = {
  usage: `stuntdouble contract <${Object.keys(contracts).join('|')}> [flags]`,
  about:
    'Checks whether a provider, live or simulated, is still what its pages say. Tier free buys nothing.\n' +
    'Exit codes: 0 the contract holds, 1 it is broken, 2 usage, 3 could not check everything, 4 the money guard stopped the run.',
  examples: [
    [`stuntdouble contract ${first} --base-url http://127.0.0.1:7357 --api-key any`, 'a simulator'],
    [`stuntdouble contract ${first} --base-url <url> --api-key-env NAME`, 'the live provider, at no cost'],
    [
      `stuntdouble contract ${first} --base-url <url> --tier paid --max-credits 60 --dry-run`,
      'what the paid tier would do, and cost at most',
    ],
  ],
}
