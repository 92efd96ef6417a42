// What to do when nobody knows whether a video was bought: look for it, and wait for it. Buys at most one.
//   KIE_API_KEY=… node examples/client/reconcile.js "a cat that surfs" cat.mp4
// At no cost, with an answer that gets lost: start the simulator, add KIE_BASE_URL=http://127.0.0.1:7357 and a fault to the
// prompt: "a cat [[stunt: truncated-body share=0.98]]"
import { isClientError, KieClient } from 'stuntdouble/client'

const [prompt = 'a cat that surfs', path = 'cat.mp4'] = process.argv.slice(2)
const client = new KieClient({ maxCredits: 100 })
const request = { model: 'wan/2-5-text-to-video', input: { prompt, duration: '5', resolution: '720p' } }

const estimate = client.estimate(request)
if (estimate.isKnown)
  console.log(`it should cost ${estimate.credits} credits, ${estimate.usDollars} US dollars`)

/** The handle of the one task there is, or `undefined` when there is none or nobody can tell. */
const buyOnce = async () => {
  const { remaining: creditsBefore } = await client.credits()
  try {
    return await client.videos.create(request)
  } catch (error) {
    if (!isClientError(error) || error.kind !== 'ambiguous-create') throw error
    const outcome = await client.reconcile(error, { creditsBefore })
    console.log(`perhaps bought: ${outcome.kind}${outcome.kind === 'found' ? ` by ${outcome.by}` : ''}`)
    if (outcome.kind === 'found') return outcome.handle
    console.log(outcome.kind === 'not-billed' ? 'it was not: run this again' : error.advice)
    process.exitCode = 1
    return undefined
  }
}

try {
  const handle = await buyOnce()
  if (handle !== undefined) {
    console.log(`task ${handle.id}`)
    for await (const { state } of client.videos.follow(handle)) console.log(`it is ${state}`)
    const video = await client.videos.wait(handle)
    await client.videos.download(video, {
      to: path,
      onProgress: ({ bytes, totalBytes }) =>
        bytes === totalBytes && console.log(`stored ${bytes} bytes in ${path}`),
    })
  }
} catch (error) {
  if (!isClientError(error)) throw error
  console.error(error.message)
  process.exitCode = 1
}
await client.close()
