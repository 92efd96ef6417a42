import type { ModelFamily } from '../../family.ts'
import { suno } from './suno.ts'
import { veo } from './veo.ts'

/** Families that integrations still call under their own paths (observed: 14 of 31 public ones, 2026). A new one is a line here. */
export const kieFamilies: readonly ModelFamily[] = [veo, suno]
