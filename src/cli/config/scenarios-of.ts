import { createProviders } from '../../simulator/providers/index.ts'
import { Scenarios } from '../../simulator/scenarios/registry.ts'
import { resolveSettings } from '../../simulator/settings.ts'
import type { Given } from './config-file.ts'

/** The scenarios that these settings know. @throws SettingError */
export const scenariosOf = (given: Given): Scenarios => {
  const settings = resolveSettings(given)
  return new Scenarios({ settings, providers: createProviders(settings) })
}
