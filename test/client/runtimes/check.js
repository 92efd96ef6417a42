// Runs in whichever runtime is to be checked: buys, loses and fetches, and prints what came of each step as one line of JSON.
// BASE_URL is a simulator, DROPPING_URL a server that breaks every second connection, TO a file to write.
import assert from 'node:assert/strict'
import { KieClient } from 'stuntdouble/client'

const { BASE_URL: baseUrl, DROPPING_URL: droppingUrl, TO: to } = process.env
const request = {
  model: 'wan/2-5-text-to-video',
  input: { prompt: 'a cat', duration: '5', resolution: '720p' },
}
const kindOf = (promise) =>
  promise.then(
    () => 'worked',
    (error) => error.kind,
  )
const withClient = async (options, use) => {
  const client = new KieClient({ apiKey: 'runtime', maxRetries: 0, ...options })
  const outcome = await use(client)
  await client.close()
  return outcome
}

const outcomes = {}
outcomes.video = await withClient({ baseUrl }, async (client) => {
  const video = await client.videos.createAndWait(request)
  return (await client.videos.download(video, { to })).bytes
})
outcomes.refused = await withClient({ baseUrl: 'http://127.0.0.1:1' }, (client) =>
  kindOf(client.videos.create(request)),
)
outcomes.unknownHost = await withClient({ baseUrl: 'http://nowhere.invalid' }, (client) =>
  kindOf(client.credits()),
)
const lost = { baseUrl, headers: { 'X-Stuntdouble-Fault': 'connection-reset' } }
outcomes.lost = await withClient(lost, (client) => kindOf(client.videos.create(request)))
const hanging = { baseUrl, headers: { 'X-Stuntdouble-Fault': 'hang on=create' } }
outcomes.aborted = await withClient(hanging, (client) =>
  kindOf(client.videos.create(request, { signal: AbortSignal.timeout(200) })),
)
// A runtime that sends again by itself over a connection it has kept would pay twice here.
outcomes.dropped = await withClient({ baseUrl: droppingUrl }, async (client) => {
  const kinds = []
  for (let nth = 0; nth < 4; nth += 1) kinds.push(await kindOf(client.videos.create(request)))
  return kinds
})
outcomes.closed = await withClient({ baseUrl }, async (client) => {
  const waiting = kindOf(client.videos.wait('0'.repeat(32)))
  await client.close()
  return waiting
})
assert.ok(outcomes.video > 0)
console.log(JSON.stringify(outcomes))
