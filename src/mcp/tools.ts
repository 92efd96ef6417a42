import { checkProvider } from './check-provider.ts'
import { controlTools } from './control-tools.ts'
import { createSituation } from './create-situation.ts'
import { gradeCommand } from './grade-command.ts'
import type { Tool } from './tool.ts'

/** Every tool, in the order in which agents read them. */
export const allTools = (): readonly Tool[] => [
  createSituation,
  ...controlTools(),
  checkProvider,
  gradeCommand,
]
