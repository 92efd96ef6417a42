import type { Case } from '../case.ts'
import { chargedOnce } from '../checks/charged.ts'
import {
  createdId,
  createdShape,
  ends,
  factsStay,
  type Look,
  ofTheCreatedTask,
  ofTheEndedTask,
  ofThePaidTask,
  progressRises,
  readableAtOnce,
  readShapes,
  statesGoForward,
} from '../checks/paid.ts'
import { resultIs } from '../checks/result.ts'
import { dialects } from '../providers/index.ts'
import type { Order } from '../story.ts'
import { importedComponents } from './all-models.ts'
import { mustBeThere, placeOf } from './free-cases.ts'
import { bodyOf, type ImportedModel } from './imported-model.ts'

type When = (look: Look, order?: Order) => Case['check']

const WHAT = { video: 'a video', image: 'an image', audio: 'an audio file', text: 'a text' } as const

/** The cases of tier paid of one model: what its page shows is bought once, and followed to its end. */
export const paidCases = (model: ImportedModel): readonly Case[] => {
  const { page, id } = model
  const dialect = dialects[model.provider]
  const made = bodyOf(model)
  const order: Order = {
    path: page.path,
    body: 'body' in made ? made.body : {},
    model: id,
    components: importedComponents(dialect),
    isCalledBack: false,
  }
  const about = (name: string, words: string, when: When, look: Look): Case => ({
    id: `${placeOf(model)}/${name}`,
    about: words,
    tier: 'paid',
    needs: ['model-credits'],
    model: id,
    page: page.file,
    sharesTask: true,
    ...('why' in made ? { absent: made.why } : {}),
    check: (trial) => {
      mustBeThere(trial, model)
      return when(look, order)(trial)
    },
  })
  const created = about(
    'task-created',
    'what the page shows as a create is accepted, in the shape of its answers',
    ofThePaidTask,
    createdShape,
  )
  const ofCreated = (name: string, words: string, look: Look): Case =>
    about(name, words, ofTheCreatedTask, look)
  return [
    created,
    ofCreated('task-id', 'the id has its known form, and every read carries the same', createdId),
    ofCreated('task-readable-at-once', 'a new task can be read at once', readableAtOnce),
    ofCreated('task-shapes', 'every read is in the shape of its state', readShapes),
    ofCreated('task-states', 'states are known ones, and go forward', statesGoForward),
    ...(dialect.at.progress === undefined
      ? []
      : [ofCreated('task-progress', 'progress never falls', progressRises)]),
    ofCreated('task-facts-stay', 'model and time of creation stay what they were', factsStay),
    ofCreated('task-ends', 'the task ends in the time it is given', ends),
    about(
      'task-result',
      `the result is ${WHAT[page.output]}, as the page was read`,
      ofTheEndedTask,
      // What a task makes stands in no one place of a page: the reader may have misjudged it.
      resultIs(page.output, 'contract'),
    ),
    about(
      'task-charged-once',
      'the task is charged once, as quoted, and within --model-credits; a failed one not at all',
      ofTheEndedTask,
      chargedOnce,
    ),
  ]
}
