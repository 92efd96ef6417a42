import { expect, test } from 'vitest'
import { startTestSimulator } from '../../helpers/simulator.ts'

const create = async (profile: 'documented' | 'observed', image_url: string) => {
  await using double = await startTestSimulator({ profile })
  const input = { prompt: 'a cat', image_url, duration: '5', resolution: '720p' }
  const { headers, json } = await double.post('/api/v1/jobs/createTask', {
    model: 'wan/2-5-image-to-video',
    input,
  })
  await double.advance(5_000)
  const { state } = (await double.recordInfo(json.data.taskId)).json.data
  return { state, note: String(headers['x-stuntdouble-note'] ?? '') }
}

const UNFETCHABLE = [
  'blob:https://example.com/1',
  'data:image/png;base64,AAAA',
  'file:///home/me/cat.png',
  'http://localhost:3000/cat.png',
  'http://192.168.1.4/cat.png',
  'https://10.0.0.1/cat.png',
  'https://example.com/cat.html',
  'https://drive.google.com/file/d/1/view',
]

test.each(UNFETCHABLE)('%s: the live task fails, and both profiles say so', async (link) => {
  expect(await create('observed', link)).toEqual({
    state: 'fail',
    note: expect.stringContaining('This task will fail: the picture'),
  })
  expect(await create('documented', link)).toEqual({
    state: 'success',
    note: expect.stringContaining('In a live run this task would fail: the picture'),
  })
})

test.each(['https://example.com/cat.png', 'https://cdn.example.com/image?id=7'])(
  '%s is fine',
  async (link) => {
    const { state, note } = await create('observed', link)
    expect({ state, isNoted: note.includes('picture') }).toEqual({ state: 'success', isNoted: false })
  },
)
