import { get } from 'node:http'

/** What is found at an address: a simulator, something else, or nothing. */
export type ProbeResult = 'stuntdouble' | 'other' | 'nothing'

const ANSWER_WITHIN_MS = 2_000

/** A path to which only a simulator responds, whether its control API is closed or not. */
const OURS = /^\{"status":"ok"\}|control API|this simulator/

/** Finds out whether there is a simulator. */
export const probe = (url: string): Promise<ProbeResult> =>
  new Promise((resolve) => {
    const request = get(
      `${url}/__stuntdouble/ready`,
      { timeout: ANSWER_WITHIN_MS, agent: false },
      (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk) => {
          text = (text + chunk).slice(0, 1_000)
        })
        response.on('end', () => resolve(OURS.test(text) ? 'stuntdouble' : 'other'))
        response.on('error', () => resolve('other'))
      },
    )
    request.on('timeout', () => request.destroy(new Error('no response')))
    request.on('error', ({ code }: NodeJS.ErrnoException) =>
      resolve(code === 'ECONNREFUSED' ? 'nothing' : 'other'),
    )
  })

/** Where a simulator on this machine is, by its port. */
export const urlOf = (port: number): string => `http://127.0.0.1:${port}`
