export { type LogLevel, SettingError, type Settings } from './settings.ts'
export type { Observers } from './simulation.ts'
export { type Simulator, type SimulatorOptions, startSimulator } from './start-simulator.ts'
