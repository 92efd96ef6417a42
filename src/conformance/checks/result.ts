import type { OutputType } from '../../pages/imported-page.ts'
import { CouldNotCheck } from '../could-not-check.ts'
import { shown, valueAt } from '../json-path.ts'
import type { CreateBody } from '../providers/conformance-provider.ts'
import type { WhoIsWrong } from '../report/verdict.ts'
import { needed, type Trial } from '../trial.ts'
import type { Exchange } from '../wire/wire.ts'
import type { TaskCheck } from './paid.ts'
import { type OrderedVideo, wrongInVideo } from './video-file.ts'

/** A kind of file: its everyday name, its media types, and its first bytes. */
interface Sort {
  readonly article: string
  readonly name: string
  readonly form: string
  readonly type: RegExp
  readonly magic: RegExp
}

const SORTS: Readonly<Record<OutputType, Sort>> = {
  video: { article: 'a', name: 'video', form: 'MP4', type: /^video\//, magic: /^[\s\S]{4}ftyp/ },
  image: {
    ...{ article: 'an', name: 'image', form: 'PNG, JPEG, WebP, GIF or AVIF', type: /^image\// },
    magic: /^(\x89PNG|\xff\xd8\xff|RIFF[\s\S]{4}WEBP|GIF8|[\s\S]{4}ftypavi)/,
  },
  audio: {
    ...{ article: 'an', name: 'audio file', form: 'MP3, WAV, Ogg, FLAC or M4A', type: /^(audio|video)\// },
    magic: /^(ID3|\xff[\xe0-\xff]|RIFF[\s\S]{4}WAVE|OggS|fLaC|[\s\S]{4}ftyp)/,
  },
  text: { article: 'a', name: 'text', form: 'text', type: /^(text\/|application\/json)/, magic: /^[^\0]*$/ },
}

/** A media type that may be sent for any file. */
const ANY_TYPE = /^(application|binary)\/octet-stream/

/**
 * The result has this media type and needs no key.
 * @param wrong whose fault another type is
 */
export const resultIs =
  (output: OutputType, wrong?: WhoIsWrong): TaskCheck =>
  async (trial, task) => {
    const { judge, run } = trial
    const { at, resultsOf, textOf } = run.facts
    if (task.phase === 'failed') throw new CouldNotCheck('the task failed: it has no result')
    const ended = needed(task.ended, 'the task was not seen to end')
    const text = output === 'text' ? textOf(ended.json) : undefined
    if (resultsOf(ended.json).length === 0 && isEmpty(text)) {
      judge.fail({
        at: at.results,
        documented: output === 'text' ? 'a text' : 'at least one link',
        observed: 'none',
        message: 'a finished task has no result',
        exchange: ended,
        wrong: textOf(ended.json) === undefined ? undefined : wrong,
      })
    }
    await linksServe(trial, ended, { output, wrong, body: task.order.body })
  }

interface Wanted {
  readonly output: OutputType
  readonly wrong?: WhoIsWrong | undefined
  /** What was ordered, where that is known. */
  readonly body: CreateBody | undefined
}

/** Each link of an ended task serves a file of its sort, whole and as ordered. */
export const linksServe = async (trial: Trial, ended: Exchange, wanted: Wanted): Promise<void> => {
  const { judge, run } = trial
  const { at, resultsOf } = run.facts
  for (const [index, link] of resultsOf(ended.json).entries()) {
    const place = `${at.results}[${index}]`
    if (typeof link === 'string' && /^https?:/.test(link) && URL.canParse(link)) {
      await linkServes(trial, place, { ...wanted, ended, link })
      continue
    }
    judge.fail({
      at: place,
      documented: 'an http link',
      observed: shown(link),
      message: 'the result is not a link',
      exchange: ended,
    })
  }
}

const linkServes = async (
  trial: Trial,
  place: string,
  { output, wrong, body, ended, link }: Wanted & { readonly ended: Exchange; readonly link: string },
): Promise<void> => {
  const { judge, run } = trial
  const { article, name, form } = SORTS[output]
  // Without the key: result hosts are not the API.
  const file = await run.provider.download(link).catch((error: Error) => error)
  if (file instanceof Error) {
    judge.fail({
      at: place,
      documented: `${article} ${name}`,
      observed: file.message,
      message: 'the link is dead',
      exchange: ended,
    })
    return
  }
  if (file.status === 200 && isSort(SORTS[output], file)) {
    if (output !== 'video') return
    for (const found of wrongInVideo(file, body ? orderedIn(trial, body) : saidIn(trial, ended)))
      judge.fail({ at: `${place} file`, exchange: file, ...found })
    return
  }
  judge.fail({
    at: place,
    documented: `status 200 and ${output === 'video' ? 'an MP4' : `${article} ${name} (${form})`}`,
    observed: `status ${file.status}, ${file.headers['content-type'] || 'no content type'}, ${sortOf(file)}`,
    simulator: `serves ${output === 'video' ? 'an MP4' : `${article} ${name}`}`,
    message: `the link does not serve ${article} ${name}`,
    exchange: file,
    wrong: file.status === 200 ? wrong : undefined,
  })
}

/** What was ordered of a bundled model; what an imported page's model makes of its options nobody knows. */
const orderedIn = ({ run }: Trial, body: CreateBody): OrderedVideo | undefined => {
  if (run.models.isImported(body.model)) return undefined
  const media = run.facts.contract.mediaOf(body)
  return { media, isShapeOrdered: JSON.stringify(body).includes(JSON.stringify(media.aspectRatio)) }
}

/** What the task says of its video, where nobody knows what was ordered. */
const saidIn = ({ run }: Trial, { json }: Exchange): OrderedVideo | undefined => {
  const { seconds } = run.facts.at
  const durationSeconds = seconds === undefined ? undefined : valueAt(json, seconds)
  return typeof durationSeconds === 'number' && durationSeconds > 0
    ? { media: { durationSeconds, aspectRatio: '', resolution: '' }, isShapeOrdered: false }
    : undefined
}

const isEmpty = (value: unknown): boolean =>
  typeof value !== 'object' || value === null || Object.keys(value).length === 0

const startOf = ({ bytes }: Exchange): string => bytes.subarray(0, 32).toString('latin1')

const isSort = ({ type, magic }: Sort, file: Exchange): boolean => {
  const said = file.headers['content-type'] ?? ''
  return magic.test(startOf(file)) && (type.test(said) || ANY_TYPE.test(said))
}

/** The kind of the bytes, in a word. */
const sortOf = (file: Exchange): string => {
  const found = Object.values(SORTS).find(({ magic }) => magic.test(startOf(file)))
  return found === undefined
    ? 'bytes of no known form'
    : found.name === 'video'
      ? 'an MP4'
      : `bytes of ${found.article} ${found.name}`
}
