import { expect } from 'vitest'
import { evolinkCodes } from '../../src/contracts/evolink/codes.ts'
import type { Answer } from '../helpers/simulator.ts'

/** The error table of Kie's pages. */
const KIE_CODES = [200, 400, 401, 402, 404, 422, 429, 500]
/** The statuses of EvoLink's pages. */
const EVOLINK_STATUSES = [200, 400, 401, 402, 403, 404, 429, 500, 502, 503]
/** How a bug would read in the note that goes with a response. */
const OUR_MISTAKE =
  /is not a function|Cannot (read|set|convert)|is not iterable|call stack|not defined|Invalid time|made a mistake/

const expectKie = ({ status, json }: Answer, isDocumented: boolean): void => {
  expect(KIE_CODES).toContain(json.code)
  expect(status).toBe(isDocumented ? json.code : 200)
  expect(typeof json.msg).toBe('string')
  expect(Object.keys(json).filter((key) => !['code', 'msg', 'data'].includes(key))).toEqual([])
}

const expectEvolink = ({ status, json }: Answer, isDocumented: boolean): void => {
  expect(EVOLINK_STATUSES).toContain(status)
  if (status === 200) {
    expect(json).not.toHaveProperty('error')
    return
  }
  expect(json).toEqual({ error: expect.objectContaining({ message: expect.any(String) }) })
  // The live service says some of its codes in words.
  const { code } = json.error
  expect(isDocumented || typeof code === 'number' ? code : evolinkCodes[code]).toBe(status)
}

/** Whatever was asked, a provider's path answers in that provider's words, and nobody's in the framework's. */
export const expectItsOwnEnvelope = (path: string, answer: Answer, isDocumented = true): void => {
  expect(String(answer.headers['x-stuntdouble-note'] ?? '')).not.toMatch(OUR_MISTAKE)
  expect(answer.text).not.toMatch(/FST_ERR|"statusCode"/)
  if (/^\/api\//.test(path)) expectKie(answer, isDocumented)
  else if (/^\/(apiv1\/)?v1\//.test(path)) expectEvolink(answer, isDocumented)
  else expect(answer.status).not.toBe(500)
}
