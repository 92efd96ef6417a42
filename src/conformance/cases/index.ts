import type { ProviderName } from '../../contracts/vocabulary.ts'
import type { CaseList } from '../case.ts'
import { evolinkCases } from './evolink/index.ts'
import { kieCases } from './kie/index.ts'

export const caseLists: Readonly<Record<ProviderName, CaseList>> = { kie: kieCases, evolink: evolinkCases }
