/** The host names in a `no_proxy` variable, read as curl reads them: with the entry as written, and `*` for all. */
export const noProxyEntries = (list: string): readonly { readonly entry: string; readonly name: string }[] =>
  list
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((entry) => ({
      entry,
      name: entry
        .toLowerCase()
        .replace(/^\*?\./, '')
        .replace(/:\d+$/, ''),
    }))

/** Whether a host is this name, or below it. */
export const isWithin = (host: string, name: string): boolean => host === name || host.endsWith(`.${name}`)
