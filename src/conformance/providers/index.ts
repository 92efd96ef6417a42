import type { ProviderName } from '../../contracts/vocabulary.ts'
import type { Dialect } from './conformance-provider.ts'
import { evolink } from './evolink.ts'
import { kie } from './kie.ts'

export const dialects: Readonly<Record<ProviderName, Dialect>> = { kie, evolink }
