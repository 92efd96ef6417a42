import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Stands for your own service: it orders videos, and is called back when they are done. */
export const startService = async ({ baseUrl, apiKey }: { baseUrl: string; apiKey: string }) => {
  const videos: { taskId: string; state: string }[] = []
  const server = createServer(async (request, response) => {
    const { data } = JSON.parse(Buffer.concat(await request.toArray()).toString())
    // Providers deliver at least once: the same callback may come again.
    if (!videos.some(({ taskId }) => taskId === data.taskId))
      videos.push({ taskId: data.taskId, state: data.state })
    response.end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const callBackUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/done`
  return {
    videos,
    order: (prompt: string) =>
      fetch(`${baseUrl}/api/v1/jobs/createTask`, {
        method: 'POST',
        headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
        body: JSON.stringify({ model: 'wan/2-5-text-to-video', input: { prompt }, callBackUrl }),
      }),
    [Symbol.asyncDispose]: async () => void server.close(),
  }
}
