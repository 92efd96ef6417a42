export { SettingError } from '../basics/setting.ts'
export type { AccountBill, Bill } from './bill/bill-schema.ts'
export type {
  AccountClock,
  AccountHandle,
  Duration,
  Filter,
  ShownDelivery,
  ShownExchange,
  ShownTask,
} from './in-process/account-handle.ts'
export type { Observers } from './observers.ts'
export type { ScenarioName } from './options.generated.ts'
export type { LogLevel, Settings } from './settings.ts'
export { type Simulator, type SimulatorOptions, startSimulator } from './start-simulator.ts'
export type { StateDocument } from './state/records.ts'
export { StateError } from './state/state-error.ts'
