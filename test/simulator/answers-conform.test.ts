import { expect, test } from 'vitest'
import { contracts } from '../../src/contracts/index.ts'
import { schemasOf } from '../../src/contracts/schemas.ts'
import { startReceiver } from '../helpers/receiver.ts'
import { type Answer, startTestSimulator } from '../helpers/simulator.ts'

/** What the simulator says is held against the same schemas that a live provider and a client are held against. */

const kie = schemasOf(contracts.kie.openapi)
const evolink = schemasOf(contracts.evolink.openapi)

const expectToConform = (schemas: typeof kie, component: string, json: unknown): void => {
  const { error } = schemas.component(component).safeParse(json)
  expect(error?.issues ?? [], `${component}: ${JSON.stringify(json)}`).toEqual([])
}

for (const profile of ['documented', 'observed'] as const) {
  for (const failRate of [0, 1]) {
    const end = failRate === 0 ? 'succeeds' : 'fails'

    test(`Kie, ${profile}: every answer about a task that ${end} is in the contract`, async () => {
      await using receiver = await startReceiver()
      await using double = await startTestSimulator({ profile, failRate })
      const created = await double.createKie({}, { callBackUrl: receiver.url })
      expectToConform(kie, 'CreateTaskResponse', created.json)
      for (let second = 0; second <= 4; second += 1) {
        expectToConform(kie, 'RecordInfoResponse', (await double.recordInfo(created.json.data.taskId)).json)
        await double.advance(1_000)
      }
      await receiver.received(1)
      expectToConform(kie, 'TaskCallback', JSON.parse(receiver.requests[0]?.body ?? ''))
      expectToConform(kie, 'CreditResponse', (await double.get('/api/v1/chat/credit')).json)
    })

    test(`EvoLink, ${profile}: every answer about a task that ${end} is in the contract`, async () => {
      await using receiver = await startReceiver()
      await using double = await startTestSimulator({ profile, failRate })
      const created = await double.createEvolink({ callback_url: receiver.url })
      expectToConform(evolink, 'VideoGenerationResponse', created.json)
      for (let second = 0; second <= 4; second += 1) {
        expectToConform(evolink, 'TaskDetailResponse', (await double.retrieve(created.json.id)).json)
        await double.advance(1_000)
      }
      await receiver.received(1)
      expectToConform(evolink, 'TaskCallback', JSON.parse(receiver.requests[0]?.body ?? ''))
      expectToConform(evolink, 'CreditsResponse', (await double.get('/v1/credits')).json)
    })
  }

  test(`${profile}: every refusal is in the contract`, async () => {
    await using double = await startTestSimulator({ profile, credits: 0 })
    const ofKie: readonly Answer[] = [
      await double.createKie(),
      await double.createKie({ duration: '7' }),
      await double.createKie({}, {}, { key: null }),
      await double.recordInfo('nothing'),
      await double.post('/api/v1/jobs/createTask', '{'),
    ]
    for (const { json } of ofKie) expectToConform(kie, 'ErrorResponse', json)
    const ofEvolink: readonly Answer[] = [
      await double.createEvolink(),
      await double.createEvolink({ duration: 7 }),
      await double.createEvolink({}, { key: null }),
      await double.retrieve('nothing'),
      await double.post('/v1/videos/generations', '{'),
    ]
    for (const { json } of ofEvolink) expectToConform(evolink, 'ErrorResponse', json)
  })
}
