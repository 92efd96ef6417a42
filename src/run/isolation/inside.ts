import { RunError } from '../run-error.ts'
import { runInPlace } from '../run-in-place.ts'
import type { FromInside, ToInside } from './messages.ts'

/**
 * The program that runs inside the namespaces as their first process: the simulator, the door and the command. Its
 * parent tells it what to do, and it ends with its parent.
 */
const tell = (message: FromInside): Promise<void> =>
  new Promise((resolve) => {
    process.send?.(message, () => resolve())
  })

process.on('message', async (message: ToInside) => {
  if (message.kind === 'signal') return void process.emit(message.signal)
  const { command, options } = message
  try {
    await tell({
      kind: 'ended',
      result: await runInPlace(command, { ...options, forwardsSignals: true }, true),
    })
  } catch (error) {
    const isExpected = error instanceof RunError || (error as Error).name === 'SettingError'
    await tell({
      kind: 'failed',
      isExpected,
      message: isExpected ? (error as Error).message : String((error as Error).stack),
    })
  }
  // Whatever the command left behind ends with the first process of its namespace.
  process.exit()
})
process.on('disconnect', () => process.exit())
