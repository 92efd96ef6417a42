import type { OperationKind, ProviderContract } from '../../contracts/index.ts'

/** Which of the provider's operations a request is; null for none. */
export const operationKindOf =
  ({ operations, baseUrls }: ProviderContract) =>
  (method: string, path: string): OperationKind | null => {
    const [bare = ''] = path.split('?')
    const matches = (template: string): boolean =>
      Object.values(baseUrls).some((prefix) =>
        new RegExp(`^${prefix + template.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(bare),
      )
    return operations.find((each) => each.method === method && matches(each.path))?.kind ?? null
  }
