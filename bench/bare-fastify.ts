/** The baseline: the same two routes with Fastify's own validation and serialisation, and nothing behind them. */
import Fastify from 'fastify'

const TASK_ID = '04878e1f36ff152ffedfce7797ad92bb'

const app = Fastify({ logger: false })

app.post(
  '/api/v1/jobs/createTask',
  {
    schema: {
      body: {
        type: 'object',
        required: ['model', 'input'],
        properties: {
          model: { type: 'string' },
          input: {
            type: 'object',
            required: ['prompt'],
            properties: { prompt: { type: 'string', maxLength: 800 } },
          },
        },
      },
      response: {
        200: {
          type: 'object',
          properties: {
            code: { type: 'integer' },
            msg: { type: 'string' },
            data: { type: 'object', properties: { taskId: { type: 'string' } } },
          },
        },
      },
    },
  },
  (_request, reply) => {
    reply.send({ code: 200, msg: 'success', data: { taskId: TASK_ID } })
  },
)

app.get<{ Querystring: { taskId: string } }>('/api/v1/jobs/recordInfo', (request, reply) => {
  reply.send({
    code: 200,
    msg: 'success',
    data: {
      taskId: request.query.taskId,
      model: 'wan/2-5-text-to-video',
      state: 'waiting',
      param: '{"model":"wan/2-5-text-to-video","input":{"prompt":"a cat plays the piano"}}',
      resultJson: null,
      failCode: null,
      failMsg: null,
      costTime: null,
      completeTime: null,
      createTime: 1795173757517,
    },
  })
})

console.log(await app.listen({ port: 0, host: '127.0.0.1' }))
