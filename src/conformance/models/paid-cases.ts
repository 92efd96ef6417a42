import type { Case } from '../case.ts'
import { chargedOnce } from '../checks/charged.ts'
import {
  createdId,
  createdShape,
  ends,
  factsStay,
  ofTheCreatedTask,
  ofTheEndedTask,
  ofThePaidTask,
  progressRises,
  readableAtOnce,
  readShapes,
  statesGoForward,
  type TaskCheck,
} from '../checks/paid.ts'
import { resultIs } from '../checks/result.ts'
import type { Order } from '../paid-task.ts'
import { importedComponents } from './all-models.ts'
import { aboutModel, placeOf } from './case-ids.ts'
import { bodyOf, type CheckedModel } from './checked-model.ts'
import { mustBeThere } from './refusal-checks.ts'

type When = (check: TaskCheck, order?: Order) => Case['check']

const WHAT = { video: 'a video', image: 'an image', audio: 'an audio file', text: 'a text' } as const

/** The cases of tier paid of one model: the example on its page is bought once, and followed to its end. */
export const paidCases = (model: CheckedModel): readonly Case[] => {
  const { id, facts, output } = model
  const made = bodyOf(model)
  const order: Order = {
    path: model.path,
    body: 'body' in made ? made.body : {},
    model: id,
    components: importedComponents(facts),
    isCalledBack: false,
  }
  const about = (name: string, words: string, when: When, check: TaskCheck): Case => ({
    ...aboutModel(model),
    id: `${placeOf(model)}/${name}`,
    about: words,
    tier: 'paid',
    needs: ['model-credits'],
    sharesTask: true,
    ...('why' in made ? { absent: made.why } : {}),
    check: (trial) => {
      mustBeThere(trial, model)
      return when(check, order)(trial)
    },
  })
  const created = about(
    'task-created',
    'the example on the page is accepted as a create request, with a response in the shape of the page',
    ofThePaidTask,
    createdShape,
  )
  const ofCreated = (name: string, words: string, check: TaskCheck): Case =>
    about(name, words, ofTheCreatedTask, check)
  return [
    created,
    ofCreated('task-id', 'the id has its known form, and every read carries the same', createdId),
    ofCreated('task-readable-at-once', 'a new task can be read at once', readableAtOnce),
    ofCreated('task-shapes', 'every read is in the shape of its state', readShapes),
    ofCreated('task-states', 'states are known ones, and go forward', statesGoForward),
    ...(facts.at.progress === undefined
      ? []
      : [ofCreated('task-progress', 'progress never falls', progressRises)]),
    ofCreated('task-facts-stay', 'model and time of creation stay the same', factsStay),
    ofCreated('task-ends', 'the task ends within --timeout', ends),
    about(
      'task-result',
      `the result is ${WHAT[output]}, as the page was read`,
      ofTheEndedTask,
      // No single part of a page states what a task makes: the reader may have misjudged it.
      resultIs(output, 'contract'),
    ),
    about(
      'task-charged-once',
      'the task is charged once, as quoted, and within --model-credits; a failed one not at all',
      ofTheEndedTask,
      chargedOnce,
    ),
  ]
}
