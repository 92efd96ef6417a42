import { spawnSync } from 'node:child_process'
import { delimiter, dirname } from 'node:path'

const interpreter = (): string | undefined => {
  const { stdout, status } = spawnSync('python3', ['-c', 'import sys; print(sys.executable)'], {
    encoding: 'utf8',
  })
  return status === 0 ? stdout.trim() : undefined
}

/** Some `python3` are scripts that look for the interpreter each time, which takes longer than most of what it runs here. */
export default (): void => {
  const found = interpreter()
  const path = process.env.PATH ?? ''
  if (found === undefined || path.split(delimiter).includes(dirname(found))) return
  process.env.PATH = `${dirname(found)}${delimiter}${path}`
}
