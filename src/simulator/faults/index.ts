import { readValue } from '../settings.ts'
import { callbackDuplicated } from './callback-duplicated.ts'
import { connectionReset } from './connection-reset.ts'
import type { Fault } from './fault.ts'
import { serverError } from './server-error.ts'
import { taskFails } from './task-fails.ts'

/** Every fault there is, by name. A new one is one more file and one more line. */
export const faults: ReadonlyMap<string, Fault> = new Map(
  [callbackDuplicated, connectionReset, serverError, taskFails].map((fault) => [fault.name, fault]),
)

/** A fault's settings when nothing is said about them. */
export const defaultsOf = (fault: Fault): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(fault.settings).map(([name, setting]) => [name, setting.default]))

/**
 * A fault's settings, with defaults for those not given.
 * @throws SettingError on an unknown name or a value that cannot be read
 */
export const faultSettings = (
  fault: Fault,
  given: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> => ({
  ...defaultsOf(fault),
  ...Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, readValue(fault.settings, name, value, fault.name)]),
  ),
})
