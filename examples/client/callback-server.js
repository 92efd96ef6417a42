// Learns of an end by callback, and by polling should the callback get lost:
//   EVOLINK_API_KEY=… PUBLIC_URL=https://hooks.example.com PORT=8080 node examples/client/callback-server.js
// Against the simulator neither is needed: it calls back to this machine.
import { once } from 'node:events'
import { createServer } from 'node:http'
import { EvolinkClient, isClientError } from 'stuntdouble/client'

const client = new EvolinkClient()
const called = new AbortController()
let created

const receiver = client.callbacks.receiver({
  // A task nobody asked for costs us no read. In a real service this is a look into the database.
  isOurs: (taskId) => taskId === created?.id,
  // Told once per task, and what the provider answers when asked, never what a stranger posted.
  onTask: (task) => called.abort(task),
  onIgnored: (taskId, why) => console.log(`callback for ${taskId} ignored: ${why}`),
  onError: (error, taskId) => console.error(`callback for ${taskId} not dealt with`, error),
})

const server = createServer(receiver.node).listen(Number(process.env.PORT ?? 0))
await once(server, 'listening')
const here = process.env.PUBLIC_URL ?? `http://127.0.0.1:${server.address().port}`

try {
  created = await client.videos.create({
    model: 'wan2.5-text-to-video',
    prompt: 'a cat that surfs',
    duration: 5,
    callback_url: `${here}/callbacks`,
  })
  const { id, phase } = await client.videos.wait(created, { signal: called.signal })
  console.log(`by polling: ${id} ${phase}`)
} catch (error) {
  if (called.signal.aborted) {
    const { id, phase } = called.signal.reason
    console.log(`by callback: ${id} ${phase}`)
  } else if (isClientError(error)) {
    // It names the task, or says that one may have been paid for.
    console.error(error.message)
    process.exitCode = 1
  } else throw error
}
server.close()
server.closeAllConnections()
await receiver.settled()
await client.close()
