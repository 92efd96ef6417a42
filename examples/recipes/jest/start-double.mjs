import { startSimulator } from 'stuntdouble'

/** One simulator for the whole run, outside Jest's sandboxes; the workers find it in the environment. */
export default async () => {
  globalThis.stuntdouble = await startSimulator({ port: 0, clock: 'manual' })
  process.env.KIE_BASE_URL = globalThis.stuntdouble.baseUrls.kie
}
