/**
 * Finds wordings that no native speaker would use, in comments, messages, documents and test titles. What each should
 * be instead stands beside its pattern. `npm run english` lists them, with file and line.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

interface Habit {
  readonly pattern: RegExp
  readonly instead: string
}

const habits: readonly Habit[] = [
  {
    pattern:
      /(?<!\b[Tt]here )(?<!\bif )\b(?:is|are|was|were) no (?!longer\b|more\b|less\b|fewer\b|sooner\b|matter\b|other\b|different\b)/g,
    instead: '"is not a number" rather than "is no number"',
  },
  {
    pattern: /(?<!\b[Tt]here )\b(?:is|are) none\b|\b(?:a|one|any|the) \w+ (?:that )?there (?:is|are) not\b/g,
    instead: '"is not one", "that does not exist"',
  },
  { pattern: /\b(?:so|how)[- ]manieth\b/gi, instead: '"every nth", "its ordinal"' },
  {
    pattern: /(?<!\bonly )\bso (?:many|long)\b(?! (?:as|that|\w+ that)\b)/gi,
    instead: 'name the number',
  },
  {
    pattern:
      /(?:^|[.;] |\/\*\* |\* | and )answers (?:the|a|an|whether|what|how|which|undefined|true|false|its|it|where|why)\b/gim,
    instead: '"returns": only a server answers',
  },
  { pattern: /\bone[’']s own\b/gi, instead: '"your own"' },
  { pattern: /\bbelongs? into\b/gi, instead: '"belongs in"' },
  {
    pattern:
      /\b(?:a|an|the|no|some|of one) \w+ of (?:Kie|EvoLink|theirs|ours|the (?:provider|user|reader)s?)[’']s\b(?! \w)/gi,
    instead: '"Kie\'s file", not "a file of Kie\'s"',
  },
  { pattern: /\bblanks\b/gi, instead: '"spaces"' },
  {
    pattern: /\b(?:stands|stand|stood) (?:in (?!for\b)|at\b|there\b|beside\b|on\b|under\b|here\b)/gi,
    instead: '"is in", "is there"',
  },
  {
    pattern: /\b(?:is|are|was|were) told (?:so|of|on|once|about)\b|\btold of\b|\btells? of\b/gi,
    instead: '"is reported", "mentions"',
  },
  { pattern: /\bweb page\b/gi, instead: '"console"' },
  {
    pattern: /\b(?:API|kit|simulator|command|client|import|flag|contract|start|page) wants\b/gi,
    instead: '"needs", "requires"',
  },
  { pattern: /\bwithout end\b|\bfor ever\b/gi, instead: '"endless", "forever"' },
  {
    pattern:
      /\b(?:an?|the|every|each|one|no|its|this|that|first|last|paid|further|new|failed|valid) create(?=['’]s\b|[.,;:)]|\s(?!['’]?s?[\s*/]*(?:request|body|bodies|path|operation|call|page|example|response|route|schema|and\b|at\b|before\b|title)))/gi,
    instead: '"a create request"',
  },
  { pattern: /\bmistakes? of ours\b/gi, instead: '"a bug"' },
  { pattern: /\b(?:and|with) those to come\b/gi, instead: '"and all new ones"' },
  { pattern: /\bevery \w+ there is\b|\bthere is to say\b/gi, instead: '"every fault"' },
  { pattern: /\bdie[sd]? of\b/gi, instead: '"crashes on"' },
  { pattern: /\bfor want of\b/gi, instead: '"for lack of"' },
  { pattern: /\bin silence\b/gi, instead: '"silently"' },
  { pattern: /\banew\b/gi, instead: '"again"' },
  { pattern: /\/\*\* Told\b/g, instead: '"Called with"' },
  { pattern: /\bin vain\b|\bat the most\b/gi, instead: '"at most"' },
  { pattern: /\bpassed over\b/gi, instead: '"skipped"' },
  { pattern: /\b(?:is|are|was|were) not there\b/gi, instead: '"does not exist"' },
  { pattern: /\bfor nothing\b/gi, instead: '"at no cost"' },
  { pattern: /\bmend(?:s|ed)?\b/gi, instead: '"fixes", "repairs"' },
  { pattern: /\bwithout a word\b/gi, instead: 'say what is missing' },
]

/** Words of the wire, of other people, or of a rule about words. */
const EXEMPT: readonly RegExp[] = [
  /^specs\/pages\//,
  /\.generated\.ts$/,
  /^test\/fixtures\//,
  /^(scripts|test\/docs)\/plain-english(\.test)?\.ts$/,
]

const ROOTS = [
  'src',
  'test',
  'docs',
  'scripts',
  'bench',
  'examples',
  'schemas',
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'specs/README.md',
  '.ci/run',
]

const filesIn = (path: string): readonly string[] =>
  statSync(path).isFile()
    ? [path]
    : readdirSync(path)
        .filter((name) => name !== 'node_modules')
        .flatMap((name) => filesIn(join(path, name)))

export interface Found {
  readonly file: string
  readonly line: number
  readonly words: string
  readonly instead: string
}

/** The wordings to change in one text. */
export const foundIn = (file: string, text: string): readonly Found[] =>
  habits.flatMap(({ pattern, instead }) =>
    [...text.matchAll(pattern)].map(({ 0: words, index }) => ({
      file,
      line: text.slice(0, index).split('\n').length + (words.startsWith('\n') ? 1 : 0),
      words: words.trim(),
      instead,
    })),
  )

const isRead = (file: string): boolean =>
  /\.(ts|js|mjs|cjs|md|html|css|sh|py|json|ya?ml)$|\/run$/.test(file) &&
  !EXEMPT.some((pattern) => pattern.test(file))

/** Everything to change. */
const plainEnglishProblems = (): readonly Found[] =>
  ROOTS.flatMap(filesIn)
    .filter(isRead)
    .flatMap((file) => foundIn(file, readFileSync(file, 'utf8')))

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const found = plainEnglishProblems()
  for (const { file, line, words, instead } of found) console.error(`${file}:${line}: "${words}": ${instead}`)
  process.exitCode = found.length === 0 ? 0 : 1
}
