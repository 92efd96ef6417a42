// One create request per HTTP client of Node, each with a key of its own: what reached the double, its accounts tell.
const URL = 'https://api.kie.ai/api/v1/jobs/createTask'
const data = { model: 'wan/2-5-text-to-video', input: { prompt: 'a cat' } }
const body = JSON.stringify(data)
const headersOf = (client) => ({
  authorization: `Bearer stunt.happy.${client}`,
  'content-type': 'application/json',
})

const classic = async (client, options = {}) => {
  const { request } = await import('node:https')
  await new Promise((resolve, reject) => {
    const asked = request(URL, { method: 'POST', headers: headersOf(client), ...options }, (answer) => {
      answer.resume().on('end', resolve)
    })
    asked.on('error', reject).end(body)
  })
}

const undici = async (client, name, options = {}) => {
  const { request } = await import(name)
  const answer = await request(URL, { method: 'POST', headers: headersOf(client), body, ...options })
  await answer.body.text()
}

const overHttp2 = async (client) => {
  const { connect } = await import('node:http2')
  const session = connect('https://api.kie.ai')
  const failed = new Promise((_, reject) => session.on('error', reject))
  const stream = session.request({
    ':method': 'POST',
    ':path': '/api/v1/jobs/createTask',
    ...headersOf(client),
  })
  const ended = new Promise((resolve, reject) => stream.on('error', reject).resume().on('end', resolve))
  stream.end(body)
  await Promise.race([ended, failed])
  session.close()
}

const inWorker = async (client) => {
  const { Worker } = await import('node:worker_threads')
  const code = `fetch(${JSON.stringify(URL)}, ${JSON.stringify({ method: 'POST', headers: headersOf(client), body })}).then((answer) => answer.text())`
  const worker = new Worker(code, { eval: true })
  await new Promise((resolve, reject) => worker.on('error', reject).on('exit', resolve))
}

const clients = {
  fetch: async (client) => (await fetch(URL, { method: 'POST', headers: headersOf(client), body })).text(),
  https: (client) => classic(client),
  'https-own-agent': async (client) => {
    const { Agent } = await import('node:https')
    const agent = new Agent({ keepAlive: true })
    await classic(client, { agent })
    agent.destroy()
  },
  'https-own-ca': async (client) => {
    const { rootCertificates } = await import('node:tls')
    await classic(client, { ca: rootCertificates.slice(0, 3) })
  },
  http2: overHttp2,
  worker: inWorker,
  undici6: (client) => undici(client, 'undici6'),
  undici7: (client) => undici(client, 'undici7'),
  'undici7-own-agent': async (client) => {
    const { Agent } = await import('undici7')
    const dispatcher = new Agent()
    await undici(client, 'undici7', { dispatcher })
    await dispatcher.close()
  },
  'undici7-fetch': async (client) => {
    const { fetch: own } = await import('undici7')
    await (await own(URL, { method: 'POST', headers: headersOf(client), body })).text()
  },
  undici8: (client) => undici(client, 'undici8'),
  axios: async (client) => (await import('axios')).default.post(URL, data, { headers: headersOf(client) }),
  'axios-no-proxy': async (client) =>
    (await import('axios')).default.post(URL, data, { headers: headersOf(client), proxy: false }),
  got: async (client) =>
    (await import('got')).default.post(URL, { headers: headersOf(client), body, retry: { limit: 0 } }),
  'node-fetch': async (client) =>
    (
      await (await import('node-fetch')).default(URL, { method: 'POST', headers: headersOf(client), body })
    ).text(),
  superagent: async (client) =>
    (await import('superagent')).default.post(URL).set(headersOf(client)).send(data),
  needle: async (client) =>
    (await import('needle')).default('post', URL, data, { headers: headersOf(client), json: true }),
  ky: async (client) =>
    (await import('ky')).default.post(URL, { headers: headersOf(client), json: data, retry: 0 }),
  request: async (client) => {
    const { default: request } = await import('request')
    await new Promise((resolve, reject) => {
      request.post({ url: URL, headers: headersOf(client), body }, (error) =>
        error ? reject(error) : resolve(),
      )
    })
  },
}

const [prefix = 'node', ...given] = process.argv.slice(2)
const names = given.length > 0 ? given : Object.keys(clients)
if (prefix === '--list') console.log(names.join('\n'))
else
  await Promise.all(
    names.map(async (name) => {
      try {
        await clients[name](`${prefix}.${name}`)
      } catch (error) {
        console.error(`${prefix}.${name}: ${error.cause?.message ?? error.message}`)
      }
    }),
  )
