import { formOf, shownValue } from '../../basics/setting.ts'
import { faults } from './index.ts'

/** Every fault as it is shown, with its settings. */
export const faultRows = () =>
  [...faults.values()].map(({ name, catches, strikes, settings }) => ({
    name,
    catches,
    strikes,
    settings: Object.entries(settings).map(([setting, { kind, about, default: usual }]) => ({
      name: setting,
      form: formOf(kind),
      about,
      default: usual === undefined ? null : shownValue(kind, usual),
    })),
  }))
