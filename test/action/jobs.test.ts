import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ask, KIE_MODEL } from '../helpers/simulator.ts'
import { playJob } from './job.ts'

/** Whole jobs, with the built actions as processes of their own; actions.test.ts has the rest. */

type Variables = Readonly<Record<string, string>>

const makeVideo = ({ KIE_BASE_URL, KIE_API_KEY: key = '' }: Variables) =>
  ask('POST', `${KIE_BASE_URL}/api/v1/jobs/createTask`, {
    key,
    body: { model: KIE_MODEL, input: { prompt: 'a cat' } },
  }).catch(() => undefined)

const isGone = async (url = ''): Promise<boolean> => {
  const answer = await fetch(`${url}/health`).catch(() => undefined)
  return answer === undefined
}

test.concurrent('a job that fails gets its bill and its tasks all the same, and the simulator ends with it', async () => {
  const job = await playJob([
    { uses: 'action', with: { port: '0' } },
    { run: makeVideo },
    { run: () => Promise.reject(new Error('a test of the user fails')) },
    { run: makeVideo },
  ])
  expect(job.conclusion).toBe('failure')
  expect(job.summary).toContain('## stuntdouble: would have cost 100 credits')
  expect(job.summary).toContain(KIE_MODEL)
  expect(await isGone(job.env.STUNTDOUBLE_URL)).toBe(true)
})

test.concurrent('a step that stops it leaves journal and HAR for the step that uploads them, and can fail the job', async () => {
  const uploaded: Record<string, string> = {}
  const job = await playJob([
    { uses: 'action', with: { port: '0', 'api-key': 'stunt.lost-answers.ci' } },
    { run: makeVideo },
    { run: makeVideo },
    { uses: 'action/stop', with: { 'fail-when-paid-twice': 'true' } },
    {
      isAlways: true,
      run: ({ STUNTDOUBLE_REPORT_DIR: folder = '' }) => {
        for (const name of readdirSync(folder)) uploaded[name] = readFileSync(join(folder, name), 'utf8')
      },
    },
  ])
  expect(job.conclusion).toBe('failure')
  expect(job.log).toContain('::error title=Paid twice::')
  expect(job.summary.match(/^## stuntdouble/gm)).toHaveLength(1)
  expect(Object.keys(uploaded).sort()).toEqual([
    'bill.json',
    'callbacks.json',
    'journal.har',
    'journal.json',
    'stuntdouble.log',
    'summary.md',
    'tasks.json',
  ])
  expect(JSON.parse(uploaded['journal.har'] ?? '').log.entries).toHaveLength(2)
})

test.concurrent('a job that is cancelled leaves no process, and gets the bill of what it did', async () => {
  const silent = createServer(() => undefined).listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const job = await playJob([
    { uses: 'action', with: { port: '0' } },
    { run: makeVideo },
    {
      uses: 'action/contract',
      with: {
        provider: 'kie',
        'base-url': `http://127.0.0.1:${(silent.address() as AddressInfo).port}`,
        'api-key': 'a-key',
      },
      cancelledBy: once(silent, 'connection'),
    },
  ])
  silent.closeAllConnections()
  silent.close()
  expect(job.conclusion).toBe('cancelled')
  expect(job.summary).toContain('## stuntdouble: would have cost 100 credits')
  expect(await isGone(job.env.STUNTDOUBLE_URL)).toBe(true)
})
