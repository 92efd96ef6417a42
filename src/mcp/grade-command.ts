import { z } from 'zod'
import { didYouMean } from '../basics/did-you-mean.ts'
import { providerNames } from '../contracts/index.ts'
import { ownTool } from './own-tool.ts'
import { ToolError } from './tool.ts'

const inputSchema = z.strictObject({
  command: z
    .array(z.string())
    .min(1, { error: 'is a program and its arguments, such as ["node", "make-video.js"]' })
    .describe(
      'the program and its arguments: it makes one video of the environment variable PROMPT, and ends',
    ),
  provider: z.enum(providerNames).default(providerNames[0]).describe('which provider it calls'),
  only: z
    .array(z.string())
    .default([])
    .describe(
      'ids of obligations, or axes such as "money"; all unless stated. Only all of them give a grade',
    ),
  deadline_seconds: z
    .number()
    .min(2, { error: 'is a number of seconds from 2 to 3600' })
    .max(3_600, { error: 'is a number of seconds from 2 to 3600' })
    .default(60)
    .describe('when a client that waits should have given up'),
})

const JOBS = 10
const MOST_EVIDENCE = 3

/** Would a client pay twice? */
export const gradeCommand = ownTool({
  name: 'grade_command',
  about:
    'Would this client pay twice? Runs a command, unchanged and in any language, through every way in which network and provider fail, in simulators of its own, and returns which obligations it breaks, with the proof and a remedy. Takes a minute or more; {"only": ["money"]} is quicker. Ask before you run a command that the user does not know.',
  input: inputSchema,
  hints: { readOnlyHint: false, destructiveHint: false, openWorldHint: true },
  call: async ({ command, provider, only, deadline_seconds: deadlineSeconds }, context) => {
    const { grade, GradeError, isBroken, obligations } = await import('../grade/index.ts')
    const ids = obligations.map(({ id }) => id)
    const known = [...ids, ...new Set(ids.map((id) => id.split('/')[0] ?? ''))]
    const unknown = only.find((word) => !known.includes(word))
    if (unknown !== undefined)
      throw new ToolError(`There is no obligation ${JSON.stringify(unknown)}${didYouMean(unknown, known)}`)
    const report = await grade(command, {
      provider,
      profile: 'documented',
      deadlineMs: deadlineSeconds * 1_000,
      seed: 1,
      only,
      jobs: JOBS,
      client: command.join(' '),
      env: { ...context.env },
      cwd: context.cwd,
      abort: context.signal,
      repeat: (id) => id,
      onRun: (situation, done, of) => context.onProgress(done, of, situation),
    }).catch((error: unknown) => {
      throw error instanceof GradeError ? new ToolError(error.message) : error
    })
    const counted = (verdict: string): number =>
      report.obligations.filter((judged) => judged.verdict === verdict).length
    return {
      grade: report.grade,
      because: report.caps.map(({ cap, means }) => `${cap}: ${means}`),
      money: report.money,
      passed: counted('pass'),
      warnings: report.obligations.filter(({ verdict }) => verdict === 'warning').map(({ id }) => id),
      broken: report.obligations.filter(isBroken).map(({ id, level, says, because, remedy, evidence }) => ({
        id,
        level,
        says,
        because,
        remedy,
        evidence: evidence.slice(0, MOST_EVIDENCE),
      })),
    }
  },
})
