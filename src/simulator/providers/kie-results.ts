import { nthOf } from '../../basics/chance/inventor.ts'
import type { kieDifferences } from '../../contracts/kie/differences.ts'
import type { Behaviour } from '../../contracts/profile.ts'
import { resultUrls } from '../results/links.ts'
import { pathsOfProduct } from '../results/product.ts'
import { endOf, type Task } from '../tasks/task.ts'
import type { ResultForm, Step } from '../tasks/timeline.ts'
import type { SimulatedProvider, View } from './provider.ts'

export type KieBehaviour = Behaviour<typeof kieDifferences>

const PLACEHOLDER_TEXT = 'STUNTDOUBLE: a placeholder text. No model was run.'

/** The links as Kie has them or, if a fault asks for it, in a form that it was seen to use elsewhere. */
const inForm = (form: ResultForm | undefined, urls: readonly string[]): string => {
  switch (form) {
    case undefined:
      return JSON.stringify({ resultUrls: urls })
    case 'junk':
      return `${JSON.stringify({ resultUrls: urls })}\n<!-- cached -->`
    case 'array':
      return JSON.stringify(urls)
    case 'string':
      return urls[0] ?? ''
    case 'other-key':
      return JSON.stringify({ videoUrl: urls[0], videoUrls: urls })
  }
}

/** `wan` of `wan/2-5-text-to-video`. */
const familyOf = (model: string): string =>
  // An unchecked model name may hold half of a surrogate pair, of which no URL can be made.
  encodeURIComponent((model.split('/')[0] ?? model).toWellFormed())

/** Documented: "`{resultObject: {}}` for text". */
const objectOf: SimulatedProvider['resultObject'] = ({ product }) =>
  product?.format === 'txt' ? { text: PLACEHOLDER_TEXT } : undefined

/** What a task of Kie makes: its files and their links, or an object. */
export const createKieResults = ({ resultPath }: KieBehaviour) => {
  const pathsOf: SimulatedProvider['resultPaths'] = (task, { inventor }) => {
    if (objectOf(task) !== undefined) return []
    const endedAt = endOf(task) ?? task.createdAt
    return pathsOfProduct(task.product, (index) => {
      const random = inventor.alphanumeric(8, nthOf('kie result', index), task.ordinal)
      return resultPath(familyOf(task.model), endedAt, random)
    })
  }

  const urlsOf = (task: Task, { account, linkBase }: View): readonly string[] =>
    resultUrls(linkBase, account.name, task.id, pathsOf(task, account))

  /** The text in `resultJson`. */
  const jsonOf = (task: Task, { isEmpty, resultForm: form }: Step, view: View): string => {
    const object = objectOf(task)
    if (object !== undefined) return JSON.stringify({ resultObject: isEmpty ? {} : object })
    return inForm(form, isEmpty ? [] : urlsOf(task, view))
  }

  return { objectOf, pathsOf, urlsOf, jsonOf }
}

export type KieResults = ReturnType<typeof createKieResults>
