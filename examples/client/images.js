// Buys images of an imported model at EvoLink, and stores every file that comes of it:
//   EVOLINK_API_KEY=… node examples/client/images.js "a red door" door.png MODEL
// At no cost: npx --no stuntdouble start --models test/fixtures/pages, then EVOLINK_BASE_URL=http://127.0.0.1:7357
import { EvolinkClient, isClientError } from 'stuntdouble/client'

const [prompt = 'a red door', path = 'door.png', model = 'sketchbook-2'] = process.argv.slice(2)
const client = new EvolinkClient()

try {
  // In TypeScript the .d.ts of `stuntdouble import page.md --types` says what a request of this model may hold.
  const task = await client.images.createAndWait(
    { model, prompt },
    { onCreated: ({ id }) => console.log(`created ${id}`) },
  )
  for (const index of task.urls.keys()) {
    const to = index === 0 ? path : `${path}.${index + 1}`
    const { bytes, contentType } = await client.images.download(task, { index, to })
    console.log(`stored ${bytes} bytes of ${contentType} in ${to}`)
  }
} catch (error) {
  if (!isClientError(error)) throw error
  console.error(error.message)
  process.exitCode = 1
}
await client.close()
