// Survives a crash between buying and storing. Kill it whenever you like and start it again: it buys one video, once.
//   KIE_API_KEY=… node examples/client/resume.js "a cat that surfs" cat.mp4
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { isClientError, KieClient } from 'stuntdouble/client'

const [prompt = 'a cat that surfs', path = 'cat.mp4'] = process.argv.slice(2)
const note = `${path}.task.json`
const client = new KieClient()

/** Whole or not at all: a crash in the middle of writing must not leave half a note. */
const writeDown = (handle) => {
  writeFileSync(`${note}.new`, JSON.stringify(handle))
  renameSync(`${note}.new`, note)
}

const bought = existsSync(note)
try {
  const video = bought
    ? await client.videos.wait(JSON.parse(readFileSync(note, 'utf8')))
    : await client.videos.createAndWait(
        { model: 'wan/2-5-text-to-video', input: { prompt, duration: '5', resolution: '720p' } },
        // Before the first poll. A database row does as well as a file.
        { onCreated: writeDown },
      )
  console.log(`${bought ? 'went on with' : 'bought'} ${video.id}`)
  await client.videos.download(video, { to: path })
  rmSync(note)
} catch (error) {
  if (!isClientError(error)) throw error
  // A task that failed costs nothing, and the next start buys another one; any other is still in the note.
  if (error.kind === 'task-failed') rmSync(note)
  console.error(error.message)
  process.exitCode = 1
}
await client.close()
