// The AI SDK (npm install ai) with Kie's video models: it buys one video and stores it, and pays once whatever comes.
//   KIE_API_KEY=… node examples/client/ai-sdk.js "a cat that surfs" cat.mp4
// At no cost, against the simulator (npx --no stuntdouble): add KIE_BASE_URL=http://127.0.0.1:7357
import { writeFileSync } from 'node:fs'
import { experimental_generateVideo as generateVideo } from 'ai'
import { createKie } from 'stuntdouble/ai-sdk'

const [prompt = 'a cat that surfs', path = 'cat.mp4'] = process.argv.slice(2)
const kie = createKie({ maxCredits: 100 })

const { video, providerMetadata } = await generateVideo({
  model: kie.video('wan/2-5-text-to-video'),
  prompt,
  duration: 5,
  resolution: '1280x720',
})
writeFileSync(path, video.uint8Array)
console.log(`stored ${video.uint8Array.length} bytes of task ${providerMetadata.kie.taskId} in ${path}`)
console.log(`spent ${kie.client.spending.credits} credits`)
await kie.client.close()
