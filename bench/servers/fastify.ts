/**
 * The baseline: the same routes by Fastify and zod, a Map of tasks behind them, and nothing else: no journal, no time,
 * no credits, no faults. It sends as many bytes as the simulator does.
 */
import Fastify from 'fastify'
import { z } from 'zod'

const kieCreate = z.looseObject({
  model: z.string(),
  callBackUrl: z.string().optional(),
  input: z.looseObject({ prompt: z.string().max(800) }),
})
const evolinkCreate = z.looseObject({ model: z.string(), prompt: z.string().max(2_000) })

const LINK = 'http://127.0.0.1:7357/__stuntdouble/results/acct_00000000/'
const CREATED_AT = 1_795_173_757_517

type Phase = 'waiting' | 'running' | 'finished'

interface Stored {
  readonly phase: Phase
  readonly request: string
}

const tasks = new Map<string, Stored>()
let count = 0

/** The phase a prompt asks for: the bench polls tasks in each. */
const phaseIn = (prompt: string): Phase =>
  prompt.includes('running') ? 'running' : prompt.includes('finished') ? 'finished' : 'waiting'

const app = Fastify({ logger: false })

app.post('/api/v1/jobs/createTask', (request) => {
  const read = kieCreate.safeParse(request.body)
  if (!read.success) return { code: 422, msg: 'input is required', data: null }
  const taskId = (++count).toString(16).padStart(32, '0')
  tasks.set(taskId, { phase: phaseIn(read.data.input.prompt), request: JSON.stringify(request.body) })
  return { code: 200, msg: 'success', data: { taskId } }
})

const KIE_STATES = { waiting: 'waiting', running: 'generating', finished: 'success' }

app.get<{ Querystring: { taskId: string } }>('/api/v1/jobs/recordInfo', ({ query: { taskId } }) => {
  const task = tasks.get(taskId)
  if (task === undefined) return { code: 422, msg: 'recordInfo is null', data: null }
  const isDone = task.phase === 'finished'
  const record = {
    taskId,
    model: 'wan/2-5-text-to-video',
    state: KIE_STATES[task.phase],
    param: task.request,
    resultJson: isDone ? JSON.stringify({ resultUrls: [`${LINK}${taskId}.mp4`] }) : '',
    failCode: null,
    failMsg: null,
    costTime: isDone ? 60 : null,
    completeTime: isDone ? CREATED_AT + 60_000 : null,
    createTime: CREATED_AT,
  }
  return { code: 200, msg: 'success', data: record }
})

app.get('/api/v1/chat/credit', () => ({ code: 200, msg: 'success', data: 10_000 }))

app.post('/v1/videos/generations', (request, reply) => {
  const read = evolinkCreate.safeParse(request.body)
  if (!read.success) {
    return reply.code(400).send({
      error: { code: 'invalid_request', message: 'prompt is required', type: 'invalid_request_error' },
    })
  }
  const id = `task-unified-1795173757-${(++count).toString(36).padStart(8, '0')}`
  tasks.set(id, { phase: phaseIn(read.data.prompt), request: JSON.stringify(request.body) })
  return {
    created: 1_795_173_757,
    id,
    model: 'wan2.5-text-to-video',
    object: 'video.generation.task',
    progress: 0,
    status: 'pending',
    task_info: { can_cancel: true, estimated_time: 60 },
    type: 'video',
    usage: { billing_rule: 'per_second', credits_reserved: 5, user_group: 'default' },
  }
})

const EVOLINK_STATES = { waiting: 'pending', running: 'processing', finished: 'completed' }

app.get<{ Params: { id: string } }>('/v1/tasks/:id', ({ params: { id } }, reply) => {
  const task = tasks.get(id)
  if (task === undefined) return reply.code(404).send({ error: { message: 'task not found' } })
  const isDone = task.phase === 'finished'
  return {
    created: 1_795_173_757,
    id,
    model: 'wan2.5-text-to-video',
    object: 'video.generation.task',
    progress: isDone ? 100 : 45,
    ...(isDone && { results: [`${LINK}${id}.mp4`] }),
    status: EVOLINK_STATES[task.phase],
    task_info: { can_cancel: false },
    type: 'video',
  }
})

app.get('/v1/credits', () => ({
  success: true,
  message: '',
  data: {
    token_info: { used_credits: 0, remaining_credits: 10_000 },
    user_info: { used_credits: 0, remaining_credits: 10_000 },
  },
}))

console.log(await app.listen({ port: 0, host: '127.0.0.1' }))
