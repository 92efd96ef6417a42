import { expect, test } from 'vitest'
import { killAgainAndAgain } from '../../helpers/kills.ts'

test('killed five times under load, a durable simulator loses no task, credit, id or callback', async () => {
  const { problems, ...report } = await killAgainAndAgain({
    times: 5,
    seed: 3,
    isDurable: true,
    mostAnswers: 60,
  })
  expect(problems).toEqual([])
  expect(report).toMatchObject({ kills: 5, lost: 0 })
  expect(report.answered).toBeGreaterThan(20)
}, 60_000)
