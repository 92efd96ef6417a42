// Buys one video at Kie.ai and stores it:
//   KIE_API_KEY=… node examples/client/kie.js "a cat that surfs" cat.mp4
// At no cost, against the simulator (npx --no stuntdouble): add KIE_BASE_URL=http://127.0.0.1:7357
import { isClientError, KieClient } from 'stuntdouble/client'

const [prompt = 'a cat that surfs', path = 'cat.mp4'] = process.argv.slice(2)
let client

try {
  client = new KieClient()
  const video = await client.videos.createAndWait(
    { model: 'wan/2-5-text-to-video', input: { prompt, duration: '5', resolution: '720p' } },
    {
      // From here on it costs money: whatever happens, this id leads back to it.
      onCreated: ({ id }) => console.log(`created ${id}`),
      onProgress: ({ state }) => console.log(`it is ${state}`),
    },
  )
  const { bytes } = await client.videos.download(video, { to: path })
  console.log(`stored ${bytes} bytes in ${path}`)
} catch (error) {
  if (!isClientError(error)) throw error
  if (error.kind === 'ambiguous-create') console.error(`perhaps bought: ${error.advice}`)
  else if (error.kind === 'task-failed') console.error(`the video failed: ${error.providerMessage}`)
  else console.error(error.message)
  process.exitCode = 1
}
await client?.close()
