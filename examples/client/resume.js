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

const noted = existsSync(note) ? JSON.parse(readFileSync(note, 'utf8')) : undefined
const create = () => {
  // Before it is sent: whoever starts this again has to know that it may have been.
  writeDown({ isSent: true })
  return client.videos.createAndWait(
    { model: 'wan/2-5-text-to-video', input: { prompt, duration: '5', resolution: '720p' } },
    // Before the first poll. A database row does as well as a file.
    { onCreated: writeDown },
  )
}
const isBought = noted?.id !== undefined
if (noted !== undefined && !isBought) {
  console.error(
    `an earlier start sent its create request, and it may be billed: look for the task, then remove ${note}`,
  )
  process.exitCode = 1
} else
  try {
    const video = await (isBought ? client.videos.wait(noted) : create())
    console.log(`${isBought ? 'went on with' : 'bought'} ${video.id}`)
    await client.videos.download(video, { to: path })
    rmSync(note)
  } catch (error) {
    if (!isClientError(error)) throw error
    const written = JSON.parse(readFileSync(note, 'utf8'))
    // What failed or was refused cost nothing, and the next start buys another one; any other is still in the note.
    const isFree = written.id === undefined ? error.kind !== 'ambiguous-create' : error.kind === 'task-failed'
    if (isFree) rmSync(note)
    console.error(error.message)
    process.exitCode = 1
  }
await client.close()
