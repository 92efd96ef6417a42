/** `127.0.0.1:0` or `[::1]:8080`, apart; undefined for anything else. */
export const listenAddress = (text: string): { readonly host: string; readonly port: number } | undefined => {
  const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(text) ?? []
  const host = bracketed ?? plain
  return host === undefined || Number(port) > 65_535 ? undefined : { host, port: Number(port) }
}
