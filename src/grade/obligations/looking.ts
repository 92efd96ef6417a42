import type { RecordedRequest, RecordedTask, Recording } from '../recording.ts'

/** What judgements look at in a recording. */

export const creates = ({ requests }: Recording): readonly RecordedRequest[] =>
  requests.filter(({ kind }) => kind === 'create')

export const reads = ({ requests }: Recording): readonly RecordedRequest[] =>
  requests.filter(({ kind }) => kind === 'retrieve')

/** Create requests that the provider accepted. */
export const accepted = (recording: Recording): readonly RecordedRequest[] =>
  creates(recording).filter(({ task }) => task !== null)

/** Everything the client said, without the key. */
export const output = ({ stdout, stderr }: Recording): string => `${stdout}\n${stderr}`

export const hasEnded = ({ ending }: Recording): boolean =>
  ending.kind === 'exited' || ending.kind === 'killed'

/** Whether the client says that it has its video. */
export const saysSuccess = ({ ending, told }: Recording): boolean =>
  ending.kind === 'exited' && ending.code === 0 && told?.ok !== false

/** Whether it says so in any way: a script may look at the exit code or at the line. */
export const claimsSuccess = ({ ending, told }: Recording): boolean =>
  (ending.kind === 'exited' && ending.code === 0) || told?.ok === true

/** Whether it believes that it has its video: its own words count for more than its exit code. */
export const believesSuccess = ({ ending, told }: Recording): boolean =>
  told?.ok ?? (ending.kind === 'exited' && ending.code === 0)

/** Whether the client could read that one of its tasks had succeeded, and where the result is. */
export const sawSuccess = ({ requests, callbacks, tasks }: Recording): boolean => {
  const hasResult = (id: string | null): boolean =>
    tasks.some((task) => task.id === id && task.phase === 'succeeded' && task.resultUrls.length > 0)
  return (
    requests.some(({ phase, task }) => phase === 'succeeded' && hasResult(task)) ||
    callbacks.some(({ task, isOwn }) => isOwn && hasResult(task))
  )
}

/** Whether the task is named in its output. */
export const names = (recording: Recording, { id }: RecordedTask): boolean => output(recording).includes(id)

/** How many lines of an output are its last words. */
const LAST_LINES = 10

const lastWords = (text: string): string => text.trimEnd().split('\n').slice(-LAST_LINES).join('\n')

/** Whether the task is named where somebody looks who wants to know how the job ended: in the last lines of its output. */
export const namesAtLast = ({ stdout, stderr }: Recording, { id }: RecordedTask): boolean =>
  lastWords(stdout).includes(id) || lastWords(stderr).includes(id)

/** Every value in a JSON value that is not made of others. */
const scalarsIn = (value: unknown): readonly unknown[] =>
  typeof value === 'object' && value !== null ? Object.values(value).flatMap(scalarsIn) : [value]

/** Values in a JSON response that was cut, where it still shows that they are values. */
const scalarsInPart = (says: string): readonly string[] =>
  [...says.matchAll(/[:[,]\s*(?:"((?:[^"\\]|\\.)*)"|(\d+))\s*(?=[,}\]])/g)].map(
    ([, text, number]) => text ?? number ?? '',
  )

const valuesOf = (says: string): readonly unknown[] => {
  try {
    return scalarsIn(JSON.parse(says))
  } catch {
    return scalarsInPart(says)
  }
}

/** Texts and numbers of a response that tell one refusal from another. */
const tellingParts = (says: string): readonly string[] =>
  valuesOf(says)
    .filter((value) => typeof value === 'string' || typeof value === 'number')
    .map(String)
    .filter((part) => part.length >= 4 || /^\d{3}$/.test(part))

/** A text as it is told: JSON escapes quotes, and, in some languages, everything beyond ASCII. */
export const plain = (text: string): string =>
  text
    .replaceAll(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replaceAll(/\\(.)/g, '$1')
    .toLowerCase()

/** Whether the output says anything of what the response said: a text of it, its code or its status. */
export const tellsOf = (
  recording: Recording,
  { says, status }: Pick<RecordedRequest, 'says' | 'status'>,
): boolean => {
  const parts = [...tellingParts(says), ...(status === null || status < 300 ? [] : [String(status)])]
  const spoken = plain(output(recording))
  return parts
    .filter((part) => !/^(code|msg|data|error|message|type|null|200)$/.test(part))
    .some((part) => spoken.includes(plain(part)))
}

/** A client that still runs long after its deadline is judged for that, once. */
export const NEVER_ENDED = 'it did not end by itself; polling/deadline is about that'

export const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`

export const times = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`
