import { doubleTest } from 'stuntdouble/vitest'
import { expect } from 'vitest'

const test = doubleTest({ seed: 7 })

/** Stands for your own code: it takes its base URL and key from outside. */
const createVideo = async (baseUrl: string, apiKey: string, prompt: string): Promise<string> => {
  const answer = await fetch(`${baseUrl}/api/v1/jobs/createTask`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'wan/2-5-text-to-video', input: { prompt } }),
  })
  const { data } = (await answer.json()) as { data: { taskId: string } }
  return data.taskId
}

test('a video is ready after its time', async ({ double }) => {
  const taskId = await createVideo(double.baseUrls.kie, double.key, 'a cat')
  await double.clock.advance('4s')
  expect(double.tasks({ phase: 'succeeded' })).toMatchObject([{ id: taskId }])
})

test('a video is paid for once', async ({ double }) => {
  await createVideo(double.baseUrls.kie, double.key, 'a cat')
  expect(double).toHavePaidOnce()
})
