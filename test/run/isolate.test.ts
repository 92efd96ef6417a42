import { expect, test } from 'vitest'
import { runUnderDouble } from '../../src/run/index.ts'
import { isolationHere } from '../../src/run/isolation/allowed.ts'

const isolation = isolationHere(process.env)
if (!isolation.isAllowed) console.warn(`Isolation is not tested: ${isolation.reason}.`)

test.skipIf(!isolation.isAllowed)(
  'isolated, a client without any environment reaches the double, and nothing else resolves',
  async () => {
    const script = `
      env -i node -e '
        require("node:tls").connect({ host: "api.kie.ai", port: 443, servername: "api.kie.ai", rejectUnauthorized: false }, function () {
          this.end("POST /api/v1/jobs/createTask HTTP/1.1\\r\\nHost: api.kie.ai\\r\\nAuthorization: Bearer k\\r\\nContent-Type: application/json\\r\\n" +
            "Connection: close\\r\\nContent-Length: 60\\r\\n\\r\\n{\\"model\\":\\"wan/2-5-text-to-video\\",\\"input\\":{\\"prompt\\":\\"a cat\\"}}")
        }).resume()
        require("node:dns").lookup("example.com", (error) => console.log(error.code))
      '
      grep CapEff /proc/self/status
      sleep 60 & exit 5`
    const path = `${process.execPath.replace(/\/node$/, '')}:${process.env.PATH}`
    const { exitCode, stdout, report } = await runUnderDouble(
      ['sh', '-c', script.replaceAll('env -i node', `env -i ${process.execPath}`)],
      {
        isolate: true,
        env: { PATH: path },
      },
    )
    expect(exitCode).toBe(5)
    expect(stdout).toMatch(/^(ENOTFOUND|EAI_AGAIN)$/m)
    expect(stdout).toMatch(/^CapEff:\s+0+$/m)
    expect(report).toMatchObject({ means: 'isolation', note: null, creates: { accepted: 1, refused: 0 } })
    expect(report.hosts).toContainEqual(expect.objectContaining({ host: 'example.com', fate: 'blocked' }))
    // What the command left behind is counted, and ended with the namespaces.
    expect(report.outlived).toHaveLength(1)
  },
  60_000,
)

test('where it cannot be isolated, one sentence says why, and other hosts are blocked all the same', async () => {
  const notes: string[] = []
  const { report } = await runUnderDouble(
    [process.execPath, '-e', 'fetch("https://example.com").catch(() => undefined)'],
    {
      isolate: true,
      env: { PATH: '/nowhere' },
      onNote: (note) => notes.push(note),
      isolation: () => ({ isAllowed: false, reason: 'this is a test' }),
    },
  )
  expect(notes).toEqual(['the command was not isolated: this is a test'])
  expect(report).toMatchObject({ means: 'environment', note: notes[0] })
  expect(report.hosts).toMatchObject([{ host: 'example.com', fate: 'blocked' }])
})
