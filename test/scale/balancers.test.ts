import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { startSimulator } from '../../src/simulator/index.ts'
import { type Balancer, hasBalancer, startBalancer } from '../helpers/balancer.ts'
import { freePort } from '../helpers/free-port.ts'
import { ask, EVOLINK_MODEL } from '../helpers/simulator.ts'
import { stateFolder } from '../helpers/state-folder.ts'

const KEYS = Array.from({ length: 12 }, (_, nth) => `key-of-client-${nth}`)

const createWith = async (url: string, key: string) => {
  const { status, json } = await ask('POST', `${url}/v1/videos/generations`, {
    key,
    body: { model: EVOLINK_MODEL, prompt: 'a cat' },
  })
  return { status, id: json.id }
}

const balancers: readonly Balancer[] = ['haproxy', 'nginx']

test.skipIf(!hasBalancer('haproxy') && !hasBalancer('nginx')).each(balancers.filter(hasBalancer))(
  '%s: every key stays with its process, and when that dies its accounts wait for it, and nobody else does',
  async (name) => {
    using folder = stateFolder()
    const ports = [await freePort(), await freePort(), await freePort()]
    const start = (nth: number) =>
      startSimulator({ port: ports[nth] as number, clock: 'manual', state: `${folder.path}-${nth}` })
    const doubles = [await start(0), await start(1), await start(2)]
    await using balancer = await startBalancer(name, ports)
    try {
      const ids = new Map<string, string>()
      for (const key of [...KEYS, ...KEYS]) ids.set(key, (await createWith(balancer.url, key)).id)
      const homes = doubles.map((double) => double.accounts().map(({ key }) => key))
      expect(homes.flat().sort()).toEqual([...KEYS].sort())
      expect(homes.filter((keys) => keys.length > 0).length).toBeGreaterThan(1)

      const read = async (key: string): Promise<number> =>
        (await ask('GET', `${balancer.url}/v1/tasks/${ids.get(key)}`, { key })).status
      const readAll = () => Promise.all(KEYS.map(read))
      const dead = homes.findIndex((keys) => keys.length > 0)
      await doubles[dead]?.close()
      const unavailable = name === 'haproxy' ? 503 : 502
      expect(await readAll()).toEqual(KEYS.map((key) => (homes[dead]?.includes(key) ? unavailable : 200)))
      doubles[dead] = await start(dead)
      expect(await readAll()).toEqual(KEYS.map(() => 200))
    } finally {
      await Promise.all(doubles.map((double) => double.close()))
    }
  },
)

test('the files for Envoy and Kubernetes have the form they need', () => {
  const parse = (file: string) =>
    parseAllDocuments(readFileSync(`examples/scale/${file}`, 'utf8')).map((document) => {
      expect(document.errors).toEqual([])
      return document.toJS()
    })
  const [envoy] = parse('envoy.yaml')
  expect(envoy.static_resources.clusters[0].lb_policy).toBe('RING_HASH')
  const kinds = parse('kubernetes.yaml').map(({ kind }) => kind)
  expect(kinds).toEqual(['Service', 'StatefulSet', 'ConfigMap', 'Deployment', 'Service'])
  const { spec } = parse('kubernetes.yaml')[1].spec.template
  expect(spec.enableServiceLinks).toBe(false)
  expect(spec.containers[0]).toMatchObject({
    startupProbe: { httpGet: { path: '/ready' } },
    livenessProbe: { httpGet: { path: '/health' } },
  })
})
