/** Stands for your product: it orders one video, and is called back elsewhere. */
const { KIE_BASE_URL, KIE_API_KEY, CALLBACK_URL } = process.env
const answer = await fetch(`${KIE_BASE_URL}/api/v1/jobs/createTask`, {
  method: 'POST',
  headers: { authorization: `Bearer ${KIE_API_KEY}`, 'content-type': 'application/json' },
  body: JSON.stringify({
    model: 'wan/2-5-text-to-video',
    input: { prompt: 'a cat' },
    callBackUrl: CALLBACK_URL,
  }),
})
const text = await answer.text()
const [, taskId] = /"taskId":"(\w+)"/.exec(text) ?? []
if (taskId === undefined) console.error(`not ordered, or billed without our knowing: ${text}`)
else console.log(`ordered: ${taskId}`)
process.exitCode = taskId === undefined ? 1 : 0
