// Buys one video at EvoLink and stores it:
//   EVOLINK_API_KEY=… node examples/client/evolink.js "a cat that surfs" cat.mp4
// At its reseller: EVOLINK_BASE_URL=https://ai.odkkk.com/apiv1; at no cost: EVOLINK_BASE_URL=http://127.0.0.1:7357
import { EvolinkClient, isClientError } from 'stuntdouble/client'

const [prompt = 'a cat that surfs', path = 'cat.mp4'] = process.argv.slice(2)
const client = new EvolinkClient({
  onDrift: ({ path, message }) => console.warn(`drift at ${path}: ${message}`),
})

try {
  const before = await client.credits()
  const video = await client.videos.createAndWait(
    { model: 'wan2.5-text-to-video', prompt, duration: 5, quality: '720p', aspect_ratio: '16:9' },
    {
      // From here on it costs money: whatever happens, this id leads back to it.
      onCreated: ({ id }) => console.log(`created ${id}`),
      onProgress: ({ state, progress }) => console.log(`it is ${state}, ${progress} %`),
    },
  )
  // Links work for 24 hours: keep the file, not the link.
  const { bytes } = await client.videos.download(video, { to: path })
  const after = await client.credits()
  console.log(`stored ${bytes} bytes in ${path} for ${before.remaining - after.remaining} credits`)
} catch (error) {
  if (!isClientError(error)) throw error
  console.error(error.message)
  process.exitCode = 1
}
await client.close()
