import { expect } from 'vitest'
import { doubleTest } from '../../src/simulator/in-process/vitest.ts'

const test = doubleTest({ profile: 'both' })

const statuses = new Map<string, number>()

test('every test runs under each profile', async ({ double, task }) => {
  const { status } = await fetch(`${double.baseUrls.kie}/api/v1/chat/credit`)
  statuses.set(task.name, status)
  const expected = task.name.endsWith('(observed)') ? 200 : 401
  expect(status).toBe(expected)
})

test.for([1, 2])('so does each row: %d', (row, { double }) => {
  expect(double.key).toContain('test.')
  statuses.set(`row ${row}`, (statuses.get(`row ${row}`) ?? 0) + 1)
})

test('by then all have run twice', () => {
  expect(Object.fromEntries(statuses)).toEqual({
    'every test runs under each profile (documented)': 401,
    'every test runs under each profile (observed)': 200,
    'row 1': 2,
    'row 2': 2,
  })
})
