import { SettingError } from '../../basics/setting.ts'
import type { Settings } from '../../simulator/settings.ts'
import type { Simulator, startSimulator } from '../../simulator/start-simulator.ts'
import { StateError } from '../../simulator/state/state-error.ts'
import { FlagError, UsageError } from '../flags/usage-error.ts'
import { probe } from './probe.ts'

/**
 * Starts a simulator.
 * @throws UsageError when a setting is wrong, or the port is taken
 */
export const listen = async (
  given: Partial<Settings>,
  observers: Parameters<typeof startSimulator>[1],
): Promise<Simulator> => {
  try {
    const { startSimulator: start } = await import('../../simulator/start-simulator.ts')
    return await start(given, observers)
  } catch (error) {
    if (error instanceof SettingError) throw new FlagError(error.message)
    if (error instanceof StateError) throw new UsageError(error.message)
    const { code } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    const { host = '127.0.0.1', port = 7357 } = given
    const why = code === 'EADDRINUSE' ? await whoListens(host, port) : code
    throw new UsageError(`Cannot listen on ${host}, port ${port}: ${why}.`)
  }
}

const whoListens = async (host: string, port: number): Promise<string> => {
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  return (await probe(url)) === 'stuntdouble'
    ? `another stuntdouble runs there (${url}/__stuntdouble/); use it, stop it, or pass --port 0`
    : 'it is in use; stop what listens there, or pass --port 0'
}
