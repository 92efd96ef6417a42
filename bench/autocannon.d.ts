declare module 'autocannon' {
  interface Result {
    readonly requests: { readonly total: number }
    readonly duration: number
    readonly non2xx: number
  }
  export default function autocannon(options: Readonly<Record<string, unknown>>): Promise<Result>
}
