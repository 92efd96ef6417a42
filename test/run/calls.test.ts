import { expect, test } from 'vitest'
import { Calls } from '../../src/run/door/calls.ts'
import { NamedHosts } from '../../src/run/named-hosts.ts'

test('connections are counted per host and outcome, named hosts first', () => {
  const calls = new Calls(new NamedHosts())
  for (const host of ['example.com', 'API.kie.ai.', 'example.com']) calls.count(host, 'passed')
  calls.count('api.kie.ai', 'double')
  expect(calls.all()).toEqual([
    { host: 'api.kie.ai', fate: 'passed', isNamed: true, connections: 1 },
    { host: 'api.kie.ai', fate: 'double', isNamed: true, connections: 1 },
    { host: 'example.com', fate: 'passed', isNamed: false, connections: 2 },
  ])
})

test('however many names a command calls, a thousand are told apart, and named ones always', () => {
  const calls = new Calls(new NamedHosts())
  for (let nth = 0; nth < 3_000; nth += 1) calls.count(`host-${nth}.example`, 'passed')
  calls.count('host-7.example', 'passed')
  calls.count('api.kie.ai', 'double')
  const hosts = calls.all()
  expect(hosts).toHaveLength(1_002)
  expect(hosts[0]).toMatchObject({ host: 'api.kie.ai', connections: 1 })
  expect(hosts.find(({ host }) => host === 'host-7.example')).toMatchObject({ connections: 2 })
  expect(hosts.find(({ host }) => host === '(further hosts)')).toMatchObject({ connections: 2_000 })
})
