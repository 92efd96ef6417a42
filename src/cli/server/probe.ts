import { get } from 'node:http'

/** What is found at an address: a simulator, something else, or nothing. */
export type ProbeResult = 'stuntdouble' | 'other' | 'nothing'

const ANSWER_WITHIN_MS = 2_000

/** A path to which only a simulator responds, whether its control API is closed or not. */
const OURS = /^\{"status":"ok"\}|control API|this simulator/

/** More than any response of ours to that path has. */
const MOST_CHARACTERS = 1_000

/**
 * Finds out whether there is a simulator.
 * @param withinMs real ms; whoever has sent no whole response by then is something else
 */
export const probe = (url: string, withinMs = ANSWER_WITHIN_MS): Promise<ProbeResult> =>
  new Promise((resolve) => {
    const request = get(
      `${url}/__stuntdouble/ready`,
      { signal: AbortSignal.timeout(withinMs), agent: false },
      (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk) => {
          text += chunk
          if (text.length > MOST_CHARACTERS) request.destroy()
        })
        response.on('end', () => resolve(OURS.test(text) ? 'stuntdouble' : 'other'))
        response.on('error', () => resolve('other'))
      },
    )
    request.on('error', ({ code }: NodeJS.ErrnoException) =>
      resolve(code === 'ECONNREFUSED' ? 'nothing' : 'other'),
    )
  })

/** Where a simulator on this machine is, by its port. */
export const urlOf = (port: number): string => `http://127.0.0.1:${port}`
