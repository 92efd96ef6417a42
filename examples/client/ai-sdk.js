// The AI SDK (npm install ai) with Kie's video models: it buys one video and stores it, and pays once whatever comes.
//   KIE_API_KEY=… node examples/client/ai-sdk.js "a cat that surfs" cat.mp4
// At no cost, against the simulator (npx --no stuntdouble): add KIE_BASE_URL=http://127.0.0.1:7357
import { writeFileSync } from 'node:fs'
import { experimental_generateVideo as generateVideo } from 'ai'
import { createKie } from 'stuntdouble/ai-sdk'
import { isClientError } from 'stuntdouble/client'

const [prompt = 'a cat that surfs', path = 'cat.mp4'] = process.argv.slice(2)
const kie = createKie({ maxCredits: 100 })

try {
  const { video, providerMetadata } = await generateVideo({
    model: kie.video('wan/2-5-text-to-video'),
    prompt,
    duration: 5,
    resolution: '1280x720',
  })
  writeFileSync(path, video.uint8Array)
  console.log(`stored ${video.uint8Array.length} bytes of task ${providerMetadata.kie.taskId} in ${path}`)
} catch (error) {
  if (!isClientError(error)) throw error
  // The id of what was paid for, if it is known: kie.client.videos.wait takes it.
  console.error(`${error.message} Task: ${error.taskId ?? 'unknown'}.`)
  process.exitCode = 1
}
console.log(`spent ${kie.client.spending.credits} credits`)
await kie.client.close()
