import type { ProviderName } from '../../vocabulary.ts'
import type { Dialect } from './dialect.ts'
import { evolink } from './evolink.ts'
import { kie } from './kie.ts'

export const dialects: Readonly<Record<ProviderName, Dialect>> = { kie, evolink }
