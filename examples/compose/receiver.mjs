import { createServer } from 'node:http'

/** Stands for the part of your product that is called back. Ends when the first callback has come. */
const server = createServer(async (request, response) => {
  const { data } = JSON.parse(Buffer.concat(await request.toArray()).toString())
  response.end()
  console.log(`called back: ${data.taskId} ${data.state}`)
  server.close()
})
server.listen(Number(process.env.PORT ?? 8080), () => console.log(`listens on port ${server.address().port}`))
