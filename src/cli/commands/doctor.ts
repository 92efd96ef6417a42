import { version } from '../../basics/version.ts'
import { locateMedia } from '../../simulator/results/media-library.ts'
import { flagNames } from '../../simulator/settings.ts'
import { readConfig, variableOf } from '../config/config.ts'
import { configFilesIn } from '../config/config-place.ts'
import type { FlagTable, FlagValues } from '../flags/flags.ts'
import type { HelpText } from '../flags/help.ts'
import { EXIT, UsageError } from '../flags/usage-error.ts'
import { probe, urlOf } from '../server/probe.ts'
import { type Paint, paintFor } from '../terminal/colours.ts'
import type { Environment, Io, SettingSources } from '../terminal/io.ts'
import { PORT_FLAG, portIn } from './wait.ts'

export const DOCTOR_FLAGS: FlagTable = {
  ...PORT_FLAG,
  config: { form: 'a file', placeholder: 'file', about: 'the config file to check' },
}

export const DOCTOR_HELP: HelpText = {
  usage: 'stuntdouble doctor [flags]',
  about:
    'Looks for what commonly goes wrong on this machine: the version of Node, the port, proxy variables, settings and files. Exit code 2 if something needs your attention.',
}

/** What was checked, and what to do about it, if anything. */
interface Finding {
  readonly isFine: boolean
  readonly text: string
}

const fine = (text: string): Finding => ({ isFine: true, text })
const bad = (text: string): Finding => ({ isFine: false, text })

const OLDEST_NODE = [20, 19] as const

const aboutNode = (): Finding => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const isRecent = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])
  return isRecent
    ? fine(`stuntdouble ${version()} on Node ${process.versions.node}`)
    : bad(`Node ${process.versions.node} is too old: install ${OLDEST_NODE.join('.')} or newer.`)
}

const aboutPort = async (port: number): Promise<Finding> => {
  switch (await probe(urlOf(port))) {
    case 'stuntdouble':
      return fine(`port ${port}: a stuntdouble runs there already (${urlOf(port)}/__stuntdouble/)`)
    case 'other':
      return bad(`port ${port} is taken by something else: pass --port 0, or another port.`)
    case 'nothing':
      return fine(`port ${port} is free`)
  }
}

const PROXIES = ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy']

const aboutProxies = (env: Environment): Finding => {
  const set = PROXIES.filter((name) => (env[name] ?? '') !== '')
  if (set.length === 0) return fine('no proxy variables are set')
  const spared = `${env.NO_PROXY ?? ''},${env.no_proxy ?? ''}`
  return /(^|,)\s*(\*|127\.0\.0\.1|localhost)\s*(,|$)/.test(spared)
    ? fine(`${set.join(', ')} set, and NO_PROXY spares this machine`)
    : bad(
        `${set.join(', ')} may send calls to this machine through a proxy: set NO_PROXY=127.0.0.1,localhost.`,
      )
}

const aboutConfig = async (values: FlagValues, place: SettingSources): Promise<readonly Finding[]> => {
  try {
    const given = await readConfig(values, place)
    const files = typeof values.config === 'string' ? [values.config] : configFilesIn(place)
    const variables = flagNames.map(variableOf).filter((name) => (place.env[name] ?? '') !== '')
    const several =
      files.length > 1 ? [bad(`${files.join(' and ')} both exist: only the first is read.`)] : []
    return [
      fine(
        files.length === 0
          ? 'no config file in this folder'
          : `${files[0]} is read: ${Object.keys(given).join(', ')}`,
      ),
      ...several,
      ...(variables.length === 0 ? [] : [fine(`variables in effect: ${variables.join(', ')}`)]),
    ]
  } catch (error) {
    if (error instanceof UsageError) return [bad(error.message)]
    throw error
  }
}

const aboutMedia = (): Finding => {
  try {
    locateMedia('720p-16x9-5s.mp4')
    return fine('the video files are there')
  } catch (error) {
    return bad((error as Error).message)
  }
}

const line = ({ isFine, text }: Finding, paint: Paint): string =>
  `${isFine ? paint('green', 'ok   ') : paint('red', 'look ')} ${text}\n`

/** Checks this machine. Returns the exit code. */
export const doctor = async (values: FlagValues, io: Io): Promise<number> => {
  const paint = paintFor(io.stdout, io.env)
  const findings = [
    aboutNode(),
    await aboutPort(portIn(values, io)),
    aboutProxies(io.env),
    ...(await aboutConfig(values, io)),
    aboutMedia(),
  ]
  for (const finding of findings) io.stdout.write(line(finding, paint))
  return findings.every(({ isFine }) => isFine) ? EXIT.ok : EXIT.usage
}
