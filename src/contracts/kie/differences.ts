import type { CallLimit, FailureWords, Limits } from '../contract.ts'
import type { Difference } from '../profile.ts'

const row = <T>(
  topic: string,
  documented: readonly [says: string, value: T],
  observed: readonly [says: string, value: T],
  source: string,
  seen = '2026-04',
): Difference<T> => ({
  topic,
  documented: { says: documented[0], value: documented[1] },
  observed: { says: observed[0], value: observed[1] },
  source,
  seen,
})

/** A refusal in Kie's words: body code and message. `<field>` is replaced by the offending field. */
export interface Wording {
  readonly code: number
  readonly msg: string
  /** Whether the body carries `data: null`. */
  readonly data: boolean
}

const wording = (code: number, msg: string, data = true): Wording => ({ code, msg, data })
const VALIDATION = wording(422, 'Parameter validation failed')

/** Where Kie's pages and its live service differ; `stuntdouble profiles` prints this table. */
export const kieDifferences = {
  errorStatus: row<'as-code' | 'always-200'>(
    'HTTP status of errors',
    ["the same number as the body's code", 'as-code'],
    ["always 200; only the body's code tells", 'always-200'],
    'documented: the error table calls its column Status Code; observed: 691 of 691 recorded answers',
  ),
  recordId: row<boolean>(
    'create answer',
    ['data holds only taskId', false],
    ['data also holds recordId, equal to taskId', true],
    'observed: recorded traffic, 2026',
  ),
  unauthorized: row<Wording>(
    'missing or wrong key',
    [
      '401 "Authentication failed, please check API Key"',
      wording(401, 'Authentication failed, please check API Key'),
    ],
    [
      '401 "Unauthorized – Authentication failed. …", no data key',
      wording(
        401,
        'Unauthorized – Authentication failed. Please check that your Authorization and Content-Type headers are correctly set.',
        false,
      ),
    ],
    'documented: error table; observed: recorded traffic, 2026 (the dash is U+2013)',
  ),
  unknownModel: row<Wording>(
    'unknown model',
    ['422 "Parameter validation failed"', VALIDATION],
    [
      '422 "The model name you specified is not supported. …"',
      wording(
        422,
        'The model name you specified is not supported. Please verify your input and use one of the supported models provided by KIE.',
      ),
    ],
    'documented: error table (404 would fit too); observed: recorded traffic, 2026',
  ),
  missingField: row<Wording>(
    'missing field',
    ['422 "Parameter validation failed"', VALIDATION],
    ['code 500 "<field> is required", checked after the model name', wording(500, '<field> is required')],
    'documented: error table; observed: recorded traffic, 2026',
  ),
  invalidValue: row<Wording>(
    'value outside the options',
    ['422 "Parameter validation failed"', VALIDATION],
    [
      'code 500 "<field> is not within the range of allowed options"',
      wording(500, '<field> is not within the range of allowed options'),
    ],
    'documented: error table; observed: recorded traffic, 2026; assumed for wrong types',
  ),
  tooLong: row<Wording>(
    'text over its limit',
    ['422 "Parameter validation failed"', VALIDATION],
    [
      '422 "The text length cannot exceed the maximum limit"',
      wording(422, 'The text length cannot exceed the maximum limit'),
    ],
    'documented: error table; observed: the code in three reports, 2026; assumed: the words',
    '2026-11',
  ),
  foreignLink: row<Wording>(
    'download-url of a link that is not a result of the account',
    ['not mentioned; 422 "Parameter validation failed"', VALIDATION],
    ['422 "url is wrong"', wording(422, 'url is wrong')],
    'observed: reports, 2026',
    '2026-11',
  ),
  usualFailure: row<FailureWords>(
    'failure of a task, unless more is known',
    ['failCode "500", failMsg "Internal server error"', { code: '500', message: 'Internal server error' }],
    [
      'failCode "500", failMsg "Internal Error, Please try again later."',
      { code: '500', message: 'Internal Error, Please try again later.' },
    ],
    'documented: failure callback example; observed: the words in five reports, 2026 (also in lower case); assumed: the code',
    '2026-11',
  ),
  outOfCredits: row<Wording>(
    'no credits',
    ['402 "Insufficient account balance"', wording(402, 'Insufficient account balance')],
    [
      '402 "Credits insufficient : Your current balance …"',
      wording(
        402,
        'Credits insufficient : Your current balance isn’t enough to run this request. Please top up to continue.',
      ),
    ],
    'documented: error table; observed: recorded traffic and reports, 2026 (some say 500: `refused as=out-of-credits code=500`)',
  ),
  unavailable: row<Wording>(
    'maintenance',
    ['not mentioned; 500 "Internal server error"', wording(500, 'Internal server error')],
    [
      '455 "Service Unavailable - …"',
      wording(455, 'Service Unavailable - System is currently undergoing maintenance'),
    ],
    "observed: the code is the provider's own, 2026; assumed: the words, and that there is data: null",
    '2026-11',
  ),
  rateLimited: row<Wording>(
    'rate limit',
    ['429 "Request rate limit exceeded"', wording(429, 'Request rate limit exceeded')],
    [
      '429 "Your call frequency is too high. Please try again later.", no Retry-After',
      wording(429, 'Your call frequency is too high. Please try again later.'),
    ],
    'documented: error table; observed: recorded traffic, 2026',
  ),
  limits: row<Limits | undefined>(
    'limits',
    ['none stated', undefined],
    [
      '20 new tasks per 10 s per account, 100 running at once; refused requests do not queue',
      { creates: 20, windowMs: 10_000, running: 100, source: 'observed' },
    ],
    'observed: reports from people who call the live API, 2026 ("about" 100)',
  ),
  unknownTask: row<Wording>(
    'unknown taskId',
    ['404 "Resource not found"', wording(404, 'Resource not found')],
    ['422 "recordInfo is null"', wording(422, 'recordInfo is null')],
    'documented: error table; observed: recorded traffic, 2026',
  ),
  runningState: row<string>(
    'state while it runs',
    ['waiting', 'waiting'],
    ['generating', 'generating'],
    'documented: model pages list waiting, success, fail; observed: recorded traffic, 2026 (queuing was never seen)',
  ),
  noResult: row<string | null>(
    'resultJson without a result',
    ['null', null],
    ['""', ''],
    "documented: response table (the page's own example is filled while waiting: an error of the page); observed: recorded traffic, 2026; assumed to stay so on a failed task",
  ),
  costTimeUnit: row<1 | 1000>(
    'unit of costTime',
    ['milliseconds', 1],
    ['seconds', 1000],
    'documented: response table (a callback example says 8 for a 10 s task); observed: recorded traffic, 2026',
  ),
  unfetchableImage: row<boolean>(
    'a picture that cannot be fetched from outside',
    ['not mentioned; nothing happens', false],
    [
      'the create request is accepted, the task fails: failCode "400", "Image fetch failed. …" (blob:, data:, file:, localhost, private addresses, pages instead of pictures)',
      true,
    ],
    'observed: reports, 2026',
    '2026-11',
  ),
  callbackTimeGrain: row<1 | 1000>(
    'times in callbacks',
    ['milliseconds, as in recordInfo', 1],
    ['milliseconds ending in 000, while recordInfo has the exact ones', 1000],
    'observed: 619 recorded answers and recorded callbacks, 2026',
    '2026-11',
  ),
  newerFields: row<boolean>(
    'further fields of recordInfo',
    ['none', false],
    [
      'progress (null), successFlag (0 under way, 1 success, 3 fail), response (resultJson as an object), creditsConsumed, operationType (the model), paramJson (as param)',
      true,
    ],
    "observed: the provider's own words and recorded traffic, 2026; assumed: progress is null, response is null without a result, creditsConsumed is 0 while waiting",
    '2026-09',
  ),
  callbackForm: row<'as-query' | 'newer'>(
    'keys of the callback',
    ['those of the query, and consumeCredits, remainedCredits, updateTime', 'as-query'],
    [
      'completeTime, costTime, createTime, creditsConsumed (a whole number), model, param, resultJson, state, taskId, updateTime; no failCode, failMsg or successFlag on success',
      'newer',
    ],
    "documented: callback examples of the playground page; observed: the provider's own example, August 2026; assumed: a failure adds failCode and failMsg, with resultJson null",
    '2026-08',
  ),
  callbackCodes: row<readonly number[]>(
    'code of a callback',
    ['200, or 501 for a failed task', [501]],
    ['200, or 400, 500 or 501 for a failed task', [400, 500, 501]],
    "observed: the provider's own words, August 2026; assumed: it is the failCode where that is one of them, else 501",
    '2026-08',
  ),
  readLimit: row<CallLimit | undefined>(
    'reads of one task',
    ['no limit stated', undefined],
    ['10 per second per taskId, then code 429', { calls: 10, windowMs: 1_000, per: 'task' }],
    "observed: the provider's own words, 2026",
    '2026-11',
  ),
  catalogueLimit: row<CallLimit | undefined>(
    'catalogue calls',
    ['not mentioned', undefined],
    ['the four of them share 1 per second, then code 429', { calls: 1, windowMs: 1_000, per: 'account' }],
    "observed: the provider's own words, 2026",
    '2026-11',
  ),
  compression: row<boolean>(
    'compression',
    ['not mentioned', false],
    ['gzip for whoever accepts it', true],
    'observed: 649 of 650 recorded answers',
    '2026-11',
  ),
  cors: row<boolean>(
    'CORS headers',
    ['not mentioned', false],
    ['none: a browser cannot call it (the upload hosts do send them)', false],
    'observed: 650 of 650 recorded answers; the simulator sends none either, unless --cors',
    '2026-11',
  ),
  param: row<'object' | 'string'>(
    'input inside param',
    ['an object', 'object'],
    ['again a JSON string; keys reordered', 'string'],
    'documented: query example; observed: recorded traffic, 2026; assumed: the order is alphabetical',
  ),
  resultPath: row<(family: string, ms: number, random: string) => string>(
    'result URL',
    [
      '/custom-page/akr/section-images/<ms><random>.mp4',
      (_family, ms, random) => `custom-page/akr/section-images/${ms}${random}.mp4`,
    ],
    ['/<family>/<ms>-<random>.mp4', (family, ms, random) => `${family}/${ms}-${random}.mp4`],
    'documented: query example; observed: recorded traffic, 2026; the host is the simulator',
  ),
}
