import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { median, startNode } from './processes.ts'

const RUNS = 21

/** Real ms from the start of a process to its first output, or to its end. */
const timeOf = (args: readonly string[]): Promise<number> =>
  new Promise((resolve) => {
    const startedAt = performance.now()
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    child.stdout.once('data', () => {
      resolve(performance.now() - startedAt)
      child.kill('SIGKILL')
    })
    child.once('exit', () => resolve(performance.now() - startedAt))
  })

/** From process start to the ready line, beside `node -e 0`, and the memory it takes when idle. */
export const startUp = async (): Promise<readonly string[]> => {
  const times: Record<'bare' | 'ours', number[]> = { bare: [], ours: [] }
  for (let run = 0; run < RUNS; run += 1) {
    times.bare.push(await timeOf(['-e', '0']))
    times.ours.push(await timeOf(['dist/stuntdouble.js', '--port', '0']))
  }
  const [bare, ours] = [median(times.bare), median(times.ours)]
  const lines = [
    `ready: ${ours.toFixed(0)} ms, node -e 0 ${bare.toFixed(0)} ms, ${(ours - bare).toFixed(0)} ms more`,
  ]
  if (process.platform === 'linux') {
    const { child, pid } = await startNode(['dist/stuntdouble.js', '--port', '0'])
    await new Promise((resolve) => setTimeout(resolve, 2_000))
    const rss = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    lines.push(`idle: ${(Number(rss) / 1024).toFixed(0)} MiB resident`)
    child.kill()
  }
  return lines
}
