import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { FILE } from '../../scripts/config-schema.ts'
import { readConfig } from '../../src/cli/config/config.ts'
import { resolveSettings, settingNames, settingTable } from '../../src/simulator/settings.ts'
import { temporaryFolder } from '../helpers/command.ts'

const validate = new Ajv({ strict: false }).compile(JSON.parse(readFileSync(FILE, 'utf8')))

const isRead = async (text: string): Promise<boolean> => {
  using folder = temporaryFolder({ 'stuntdouble.config.yaml': text })
  return await readConfig({}, { env: {}, cwd: folder.path }).then(
    () => true,
    () => false,
  )
}

test.each([
  'port: 0\nprofile: observed\nseed: 3\nspeed: 60\n',
  'clock: manual\nclockStart: 2026-02-01T00:00:00Z\nprogress: polls:3\n',
  'queue: 250\nrun: {median: 2s, p99: 9000}\nlatency: 1s..3s\n',
  'fail-rate: 0.5\nerrorRate: 1\nno-tell: true\nlog-level: warn\n',
  'rateLimit: 20/10s\nmaxRunning: off\ncallbackAllow: [a, "b:1"]\nkieCallbackRetries: [1s, 2s]\n',
  '$schema: ./config.schema.json\nscenario: flaky\npublicBaseUrl: https://double.example\n',
  'scenarios: {mine: {about: x, rules: [{fault: server-error, call: "..2", with: {kind: unavailable, retryAfter: 5s}}]}}\n',
  'scenarios: {mine: {rules: [{fault: gateway-page, with: {status: 504}, provider: kie, every: 3}]}}\n',
  'scenarios: {mine: {rules: [{fault: slow-response, chance: 0.1, with: {by: {min: 1, max: 2s}, pieces: 3}}]}}\n',
  'scenarios: {mine: {credits: 5, rateLimit: 1/s, latency: {answers: 1s, models: {m: {run: 2s}}}}}\n',
])('schema and command both take %j', async (text) => {
  expect(validate(parse(text)), JSON.stringify(validate.errors)).toBe(true)
  expect(await isRead(text)).toBe(true)
})

test.each([
  'prot: 1\n',
  'port: 70000\n',
  'profile: observd\n',
  'clock: fast\n',
  'speed: 0\n',
  'failRate: 2\n',
  'progress: polls\n',
  'run: {median: 2s}\n',
  'run: soon\n',
  'callbackPolicy: none\n',
  'publicBaseUrl: ftp://x\n',
  'scenarios: {mine: {rule: []}}\n',
  'scenarios: {mine: {rules: [{with: {}}]}}\n',
  'scenarios: {mine: {rules: [{fault: sever-error}]}}\n',
  'scenarios: {mine: {rules: [{fault: hang, when: 3}]}}\n',
  'scenarios: {mine: {rules: [{fault: hang, operation: creat}]}}\n',
  'scenarios: {mine: {rules: [{fault: hang, chance: 2}]}}\n',
  'scenarios: {mine: {rules: [{fault: hang, call: first}]}}\n',
  'scenarios: {mine: {rules: [{fault: hang, with: {after: 2s}}]}}\n',
  'scenarios: {mine: {rules: [{fault: hang, with: {for: soon}}]}}\n',
  'scenarios: {mine: {rules: [{fault: gateway-page, with: {status: 500}}]}}\n',
  'scenarios: {mine: {latency: {answer: 1s}}}\n',
  'scenarios: {mine: {latency: {models: {m: {runs: 1s}}}}}\n',
  'scenarios: {mine: {rateLimit: often}}\n',
])('schema and command both refuse %j', async (text) => {
  expect(validate(parse(text))).toBe(false)
  expect(await isRead(text)).toBe(false)
})

test('every default that a file can have fits its schema', () => {
  for (const name of settingNames) {
    const { default: usual } = settingTable[name]
    if (usual !== undefined) expect(validate({ [name]: usual }), name).toBe(true)
  }
})

test('what was read from a file, flag or variable can be read again, as the simulator does', () => {
  const once = resolveSettings({
    rateLimit: '20/10s',
    progress: 'polls:3',
    run: '1s..3s',
    maxRunning: 'off',
    apiKeys: 'a,b',
  })
  expect(resolveSettings({ ...once })).toEqual(once)
})
