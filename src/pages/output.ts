import { isObject, type JsonObject, objectAt } from '../contracts/check/json.ts'
import type { OutputType } from './imported-page.ts'
import { resultsShownIn } from './providers/provider-calls.ts'

const ENDINGS: readonly (readonly [RegExp, OutputType])[] = [
  [/\.(mp4|mov|webm|mkv)(?![a-z])/i, 'video'],
  [/\.(png|jpe?g|webp|gif|avif)(?![a-z])/i, 'image'],
  [/\.(mp3|wav|m4a|flac|ogg|aac|opus|pcm|ulaw)(?![a-z])/i, 'audio'],
]

type Table = readonly (readonly [RegExp, OutputType])[]

/** What follows "to" says what comes out. */
const SURE_WORDS: Table = [
  [/\bto[-_ ]?(video|animation|movie)s?\b/i, 'video'],
  [/\bto[-_ ]?(image|picture|photo)s?\b/i, 'image'],
  [/\bto[-_ ]?(speech|audio|music|song|sound|voice|dialogue)\b/i, 'audio'],
  [/\bto[-_ ]?(text|transcript|prompt|caption)\b/i, 'text'],
]

const words: Table = [
  ...SURE_WORDS,
  [/\b(tts|audio[-_ ]isolation|sound[-_ ]effects?|music|song|speech|voice|audio)\b/i, 'audio'],
  [/\b(transcri\w+|caption\w*|llm|chat|describe)\b/i, 'text'],
  [/\b(videos?|animate|lip[-_ ]?sync|avatar|storyboard|motion)\b/i, 'video'],
  [
    /\b(images?|picture|photo|upscale|remov\w*[-_ ]?background|background[-_ ]?remov\w*|cutout|inpaint|reframe|edit|banana|seedream|imagen|flux|ideogram|recraft|qwen)\b/i,
    'image',
  ],
]

const find = (table: readonly (readonly [RegExp, OutputType])[], text: string): OutputType | undefined =>
  table.find(([pattern]) => pattern.test(text))?.[1]

/**
 * What tasks of a model make, judged by what its page shows: a name that says what comes out, where the page is filed, the
 * example of a result, the rest of the name, the formats it offers, its title. Nobody states it in one place.
 */
export const outputOf = (
  model: string,
  title: string,
  request: JsonObject,
  answers: string,
  tags = '',
): OutputType => {
  const { addresses, isText } = resultsShownIn(answers)
  // A template's placeholder is not a result of this model.
  const shown = /example\.(?:com|org)/.test(addresses) ? undefined : find(ENDINGS, addresses)
  // What a model is made from says nothing of what it makes.
  const name = model.replaceAll(/[-/_.]/g, ' ').replace(/\bfrom \w+/i, '')
  const filed = find(SURE_WORDS, name) ?? find(words, tags)
  if (filed !== undefined && shown !== filed) return filed
  const named = find(words, name)
  // An example left over from another model's page says less than the model's own name.
  if (named !== undefined && shown !== named) return named
  return shown ?? byFormat(request) ?? (isText ? 'text' : undefined) ?? find(words, title) ?? 'video'
}

const byFormat = (request: JsonObject): OutputType | undefined => {
  const input = objectAt(request, 'properties', 'input', 'properties')
  const fields = { ...objectAt(request, 'properties'), ...input }
  const format = fields.output_format ?? fields.format ?? fields.outputFormat ?? fields.response_format
  return isObject(format)
    ? find(ENDINGS, `.${JSON.stringify(format.enum ?? format.default ?? '').replaceAll(/["[\],]+/g, ' .')}`)
    : undefined
}
