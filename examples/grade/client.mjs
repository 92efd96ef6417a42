// The job that stuntdouble grade gives a client, done with the reference client:
//   npx --no stuntdouble grade -- node examples/grade/client.mjs
import { EvolinkClient, KieClient } from 'stuntdouble/client'

const { PROMPT = 'a cat that surfs', STUNTDOUBLE_PROVIDER, STUNTDOUBLE_DEADLINE_MS = '60000' } = process.env
const isKie = STUNTDOUBLE_PROVIDER !== 'evolink'
const deadlineMs = Number(STUNTDOUBLE_DEADLINE_MS)
// A request that gets no response must leave time to say so.
const options = { timeout: deadlineMs / 4 }
const client = isKie ? new KieClient(options) : new EvolinkClient(options)
const request = isKie
  ? { model: 'wan/2-5-text-to-video', input: { prompt: PROMPT, duration: '5', resolution: '720p' } }
  : { model: 'wan2.5-text-to-video', prompt: PROMPT, duration: 5, quality: '720p' }

let taskId = null
try {
  const video = await client.videos.createAndWait(request, {
    deadline: deadlineMs * 0.8,
    onCreated: ({ id }) => {
      taskId = id
    },
  })
  console.log(JSON.stringify({ ok: true, taskId, url: video.urls[0] ?? null, error: null }))
} catch (error) {
  console.log(
    JSON.stringify({
      ok: false,
      taskId,
      url: null,
      error: [error.message, error.providerMessage].filter(Boolean).join(': '),
    }),
  )
  process.exitCode = 1
}
await client.close()
