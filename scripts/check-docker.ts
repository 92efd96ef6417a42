/**
 * Does what `docker build` and `docker run` would do, without an engine: runs the Dockerfile's commands in order, in
 * folders that hold only what was copied there, then starts the image's command and asks its health check. Installs
 * from the registry.
 *
 *   npx tsx scripts/check-docker.ts
 *
 * Not checked: the base image itself, and that its user can read the files. The Node it runs on is this machine's.
 */
import { execFileSync, type SpawnOptions, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { commandOf, copyOf, environmentOf, performCopy, type Stage, stagesOf } from './dockerfile.ts'

const PORT = '7399'

const home = mkdtempSync(join(tmpdir(), 'stuntdouble-docker-'))
chmodSync(home, 0o755)
const filesOf = (stage: string): string => join(home, stage)

const buildStage = (stage: Stage): string => {
  let folder = filesOf(stage.name)
  for (const { name, rest } of stage.instructions) {
    if (name === 'WORKDIR') {
      folder = join(filesOf(stage.name), rest)
      mkdirSync(folder, { recursive: true })
    }
    if (name === 'COPY') performCopy(copyOf(rest), process.cwd(), folder, filesOf)
    if (name !== 'COPY' && name !== 'RUN') continue
    console.log(`${stage.name}: ${name} ${rest}`)
    if (name === 'RUN') execFileSync('sh', ['-c', rest], { cwd: folder, stdio: 'inherit' })
  }
  return folder
}

/** The image has Debian's first user; so has this, where it may choose. */
const asUser = process.getuid?.() === 0 ? { uid: 1000, gid: 1000 } : {}

const startAndAsk = async (stage: Stage, folder: string): Promise<number | null> => {
  const env = { PATH: process.env.PATH, ...environmentOf(stage), STUNTDOUBLE_PORT: PORT }
  const options: SpawnOptions = { cwd: folder, env, ...asUser }
  const [program = '', ...args] = [...commandOf(stage, 'ENTRYPOINT'), ...commandOf(stage, 'CMD')]
  console.log(`${stage.name}: ${[program, ...args].join(' ')}`)
  const container = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    const [banner] = await Promise.race([
      once(container.stdout as NodeJS.ReadableStream, 'data'),
      once(container, 'exit').then(([code]) => Promise.reject(new Error(`It ended with ${code}.`))),
    ])
    console.log(String(banner).split('\n')[0])
    const [health = '', ...healthArgs] = commandOf(stage, 'HEALTHCHECK')
    return spawnSync(health, healthArgs, { ...options, stdio: 'inherit' } as object).status
  } finally {
    container.kill('SIGTERM')
  }
}

try {
  const stages = stagesOf(readFileSync('Dockerfile', 'utf8'))
  const folders = stages.map(buildStage)
  const [last, folder] = [stages.at(-1), folders.at(-1)]
  if (last === undefined || folder === undefined) throw new Error('The Dockerfile has no stage.')
  const health = await startAndAsk(last, folder)
  console.log(`HEALTHCHECK ended with ${health}`)
  process.exitCode = health === 0 ? 0 : 1
} finally {
  rmSync(home, { recursive: true, force: true })
}
