import { SettingError } from '../../basics/setting.ts'
import { duration } from '../../basics/setting-kinds.ts'
import { readSetting, settingTable } from '../../simulator/settings.ts'
import { valueIn } from '../flags/flag-values.ts'
import type { FlagTable, FlagValues } from '../flags/flags.ts'
import type { HelpText } from '../flags/help.ts'
import { EXIT, FlagError } from '../flags/usage-error.ts'
import { probe, urlOf } from '../server/probe.ts'
import type { Io } from '../terminal/io.ts'

export const PORT_FLAG: FlagTable = {
  port: {
    short: 'p',
    form: 'a port from 0 to 65535',
    placeholder: 'port',
    about: 'the port of the simulator on this machine',
    byDefault: String(settingTable.port.default),
  },
}

export const WAIT_FLAGS: FlagTable = {
  ...PORT_FLAG,
  url: { form: 'a URL', placeholder: 'url', about: 'where the simulator is, instead of --port' },
  timeout: { form: 'a duration', placeholder: 'duration', about: 'how long to wait', byDefault: '30s' },
}

export const WAIT_HELP: HelpText = {
  usage: 'stuntdouble wait [flags]',
  about: 'Waits until a simulator is ready to take requests. Exit code 3 if it is not ready in time.',
  examples: [
    ['npx --no stuntdouble & npx --no stuntdouble wait', 'in a CI script, before the tests'],
    ['stuntdouble wait --url http://stuntdouble:7357 --timeout 1m', 'for one in another container'],
  ],
}

/** The port for a command about a simulator that is already running. */
export const portIn = ({ port }: FlagValues, io: Io): number => {
  const given = typeof port === 'string' ? port : (io.env.STUNTDOUBLE_PORT ?? settingTable.port.default)
  try {
    return readSetting('port', given, '--port')
  } catch (error) {
    throw error instanceof SettingError ? new FlagError(error.message) : error
  }
}

const timeoutIn = (values: FlagValues): number => valueIn(values, 'timeout', duration) ?? 30_000

const LOOK_EVERY_MS = 100

/** No timer can be longer. */
const LONGEST_MS = 2 ** 31 - 1

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Waits for a simulator. Returns the exit code. */
export const wait = async (values: FlagValues, io: Io): Promise<number> => {
  const url = typeof values.url === 'string' ? values.url.replace(/\/+$/, '') : urlOf(portIn(values, io))
  if (!URL.canParse(url)) throw new FlagError(`--url: ${JSON.stringify(url)} is not a URL.`)
  const deadline = AbortSignal.timeout(Math.min(timeoutIn(values), LONGEST_MS))
  while (!deadline.aborted) {
    if ((await probe(url)) === 'stuntdouble') {
      io.stdout.write(`stuntdouble is ready on ${url}\n`)
      return EXIT.ok
    }
    await pause(LOOK_EVERY_MS)
  }
  const found = (await probe(url)) === 'other' ? 'something else listens there' : 'nothing listens there'
  io.stderr.write(
    `stuntdouble: no simulator is ready on ${url} after ${values.timeout ?? '30s'}: ${found}.\n`,
  )
  return EXIT.couldNotCheck
}
