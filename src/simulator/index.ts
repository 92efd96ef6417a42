export { type LogLevel, SettingError, type Settings } from './settings.ts'
export { type Observers, type Simulator, type SimulatorOptions, startSimulator } from './start-simulator.ts'
