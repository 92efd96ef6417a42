import type { Settings } from '../simulator/settings.ts'
import type { Simulator } from '../simulator/start-simulator.ts'
import { version } from '../simulator/version.ts'

const clockOf = ({ clock, speed }: Settings): string =>
  clock === 'manual'
    ? 'manual, moved by PUT /__stuntdouble/clock'
    : speed === 1
      ? 'real'
      : `real, ${speed} times as fast`

const modelsLine = ({ models, unknownModels }: Settings): string => {
  const served =
    models.length > 0 ? `the bundled ones, and those of ${models.join(', ')}` : 'the bundled ones'
  if (models.length === 0 && unknownModels === 'refuse') return ''
  return `  models   ${served}${unknownModels === 'accept' ? '; any other is accepted' : ''}\n`
}

/** What a person reads when the simulator is ready: where it is, and how it behaves. */
export const banner = ({ url, baseUrls, settings }: Simulator): string =>
  `stuntdouble ${version()} ready on ${url}

  export KIE_BASE_URL=${baseUrls.kie}
  export EVOLINK_BASE_URL=${baseUrls.evolink}
  # or, for the reseller: export EVOLINK_BASE_URL=${baseUrls.reseller}

  key      any; every key is an account of its own ("invalid" is refused)
  profile  ${settings.profile}
  seed     ${settings.seed}
  clock    ${clockOf(settings)}
${modelsLine(settings)}  control  ${url}/__stuntdouble/

Stop with Ctrl-C.
`

/** The same for a machine: one JSON object on a line. */
export const jsonBanner = ({ url, baseUrls, settings }: Simulator): string => {
  const { profile, seed, clock, speed } = settings
  return `${JSON.stringify({ event: 'ready', version: version(), url, baseUrls, profile, seed, clock, speed, pid: process.pid })}\n`
}
