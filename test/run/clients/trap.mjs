// Runs clients under a double where every provider's name leads into a trap: node trap.mjs '<options>'. In a network
// namespace of its own it lays the trap first: an address that the names resolve to, which counts whoever connects.
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { contracts } from '../../../dist/contracts.js'
import { runUnderDouble } from '../../../dist/run.js'

const { hasTrap, isolate, commands, folder } = JSON.parse(process.argv[2])
const ADDRESS = '192.0.2.1'
const trapped = []

const layTrap = async () => {
  const names = Object.values(contracts).flatMap(({ hosts }) => hosts.map(({ name }) => `${ADDRESS} ${name}`))
  writeFileSync(`${folder}/hosts`, `127.0.0.1 localhost\n${names.join('\n')}\n`)
  const run = (command) => execFileSync('sh', ['-c', command], { stdio: ['ignore', 'ignore', 'inherit'] })
  run(`ip link set lo up && ip addr add ${ADDRESS}/32 dev lo && mount --bind '${folder}/hosts' /etc/hosts`)
  for (const port of [80, 443]) {
    const server = createServer((socket) => {
      trapped.push(port)
      socket.destroy()
    }).listen(port, ADDRESS)
    await new Promise((resolve) => server.once('listening', resolve))
  }
}

if (hasTrap) await layTrap()
const env = { ...process.env, GO111MODULE: 'off', CGO_ENABLED: '0' }
const runs = await Promise.all(commands.map((command) => runUnderDouble(command, { isolate, env })))
const reached = runs.flatMap(({ report }) =>
  report.tasks.map(({ account }) => account.replace('stunt.happy.', '')),
)
const means = [...new Set(runs.map(({ report }) => report.means))]
const errors = runs.map(({ stderr }) => stderr).join('')
process.stdout.write(`${JSON.stringify({ reached, trapped: trapped.length, means, errors })}\n`)
process.exit()
