/**
 * Kills a simulator with `--state` under load: `npm run state:kill -- --times 1000`. Every second series is `--durable`.
 * Prints what was lost, and ends with 1 if anything was that must not be.
 */
import { parseArgs } from 'node:util'
import { killAgainAndAgain } from '../test/helpers/kills.ts'

/** A folder grows from kill to kill, and reading it takes longer. */
const PER_SERIES = 25

const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    'most-answers': { type: 'string', default: '400' },
  },
})
const times = Number(values.times)
let kills = 0
let isFine = true
for (let series = 0; kills < times; series += 1) {
  const isDurable = series % 2 === 1
  const { problems, ...report } = await killAgainAndAgain({
    times: Math.min(PER_SERIES, times - kills),
    seed: Number(values.seed) + series,
    isDurable,
    mostAnswers: Number(values['most-answers']),
  })
  kills += report.kills
  const lost =
    report.lost === 0
      ? 'nothing lost'
      : `${report.lost} lost, ${Math.round(report.oldestLostMs)} ms old at most`
  console.log(
    `${isDurable ? 'durable' : 'usual  '}  ${kills} kills  ${report.answered} tasks  ${lost}  read in ${Math.round(report.slowestStartMs)} ms at most`,
  )
  for (const problem of problems) console.log(`  ${problem}`)
  if (problems.length > 0) isFine = false
}
process.exitCode = isFine ? 0 : 1
