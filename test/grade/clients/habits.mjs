import { spawn } from 'node:child_process'
import { once } from 'node:events'

// Habits that cost nothing, and that no grade may hold against a client: those of habits.json, as in
//   HABIT=head-first node switchable.mjs
const { HABIT = '' } = process.env

/** Whether it has this habit. */
export const has = (habit) => HABIT === habit

/** Lets another process of this program do the job that it reads from its queue, and ends as that one ends. */
export const handOver = async (prompt) => {
  const worker = spawn(process.execPath, [process.argv[1]], {
    env: { ...process.env, HABIT: '', QUEUE: 'stdin' },
    stdio: ['pipe', 'inherit', 'inherit'],
  })
  worker.stdin.end(JSON.stringify({ prompt }))
  // Whoever ends it ends the worker too, which says what it was waiting for.
  process.on('SIGTERM', () => undefined)
  const [code] = await once(worker, 'exit')
  process.exit(code ?? 1)
}

/** The prompt of the job that is waiting in the queue. */
export const promptInQueue = async () => {
  let text = ''
  for await (const piece of process.stdin) text += piece
  return JSON.parse(text).prompt
}
