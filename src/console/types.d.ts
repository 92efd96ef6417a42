/** What the control API sends, as far as the console reads it. test/console/types.test.ts compares it with the schemas. */

export type Phase = 'queued' | 'running' | 'succeeded' | 'failed'

export interface Media {
  readonly output: 'video' | 'image' | 'audio' | 'text'
  readonly durationSeconds: number
  readonly aspectRatio: string
  readonly resolution: string
}

export interface Task {
  readonly id: string
  readonly account: string
  readonly provider: string
  readonly model: string
  readonly phase: Phase
  readonly told: { readonly code: string; readonly message: string } | null
  readonly fault: string | null
  readonly cost: number
  readonly createdAt: number
  readonly endsAt: number | null
  readonly steps: readonly { readonly at: number | null; readonly phase: Phase }[]
  readonly reads: number
  readonly prompt: string | null
  readonly request: unknown
  readonly media: Media
  readonly resultUrls: readonly string[]
  readonly resultObject: Readonly<Record<string, unknown>> | null
}

export interface ExchangeBill {
  readonly verdict: 'refused' | 'accepted' | 'never-learned' | 'refunded'
  readonly credits: number
  readonly text: string
}

export interface Exchange {
  readonly id: string
  readonly at: number
  readonly durationMs: number
  readonly account: string | null
  readonly provider: string | null
  readonly operation: string | null
  readonly method: string
  readonly url: string
  readonly status: number | null
  readonly task: string | null
  readonly fault: string | null
  readonly note: string | null
  readonly bill: ExchangeBill | null
  readonly request: { readonly headers: Readonly<Record<string, string>>; readonly body: string }
  readonly response: { readonly body: string }
}

export interface Attempt {
  readonly at: number
  readonly status: number | null
  readonly durationMs: number
  readonly error: string | null
  readonly answer: string | null
  readonly signature: 'valid' | 'wrong' | 'none' | null
  readonly headers: Readonly<Record<string, string>>
}

export interface Delivery {
  readonly id: string
  readonly taskId: string
  readonly account: string
  readonly provider: string
  readonly url: string
  readonly fault: string | null
  readonly createdAt: number
  readonly state: 'pending' | 'delivered' | 'failed' | 'refused'
  readonly attempts: readonly Attempt[]
  readonly body: string | null
}

export interface Account {
  readonly name: string
  readonly label: string | null
  readonly keyHint: string | null
  readonly scenario: string
  readonly now: number
  readonly credits: number
  readonly tasks: number
}

export interface Due {
  readonly at: number
  readonly label: string
  readonly account: string
}

export interface Clock {
  readonly kind: 'real' | 'manual'
  readonly speed: number
  readonly now: number
  readonly due: readonly Due[]
}

export interface Scenario {
  readonly name: string
  readonly about: string
  readonly notes: readonly string[]
  readonly rules: readonly Readonly<Record<string, unknown>>[]
}

export interface Inbox {
  readonly name: string
  readonly received: number
  readonly lastAt: number | null
}

export interface Letter {
  readonly at: number
  readonly account: string | null
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly answered: number
}

export interface Sums {
  readonly text: string
  readonly usDollars: number
  readonly credits: Readonly<Record<string, number>>
  readonly creates: { readonly accepted: number; readonly refused: number; readonly neverLearned: number }
  readonly refunded: { readonly tasks: number; readonly credits: Readonly<Record<string, number>> }
  readonly paidTwice: number
  readonly neverRead: number
  readonly underWay: number
}

interface Purchase {
  readonly exchange: string
  readonly task: string
}

export interface AccountBill extends Sums {
  readonly account: string
  readonly label: string | null
  readonly doublePayments: readonly {
    readonly first: Purchase
    readonly answer: {
      readonly status: number | null
      readonly fault: string | null
      readonly problem: string
    }
    readonly again: Purchase
    readonly credits: number
  }[]
  readonly orphans: readonly { readonly task: string; readonly credits: number; readonly reads: number }[]
}

export interface Bill extends Sums {
  readonly report: string
  readonly accounts: readonly AccountBill[]
  readonly labels: readonly (Sums & { readonly label: string })[]
}

export interface Sample {
  readonly model: string
  readonly path: string
  readonly body: Readonly<Record<string, unknown>>
}

export interface Provider {
  readonly name: string
  readonly title: string
  readonly baseUrls: Readonly<Record<string, string>>
  readonly authScheme: string
  readonly creditsPerDollar: number
  readonly callbackAt: readonly string[]
  readonly promptAt: readonly string[]
  readonly balancePath: string | null
  readonly samples: readonly Sample[]
}

export interface Fault {
  readonly name: string
  readonly catches: string
  readonly strikes: readonly string[]
  readonly settings: readonly {
    readonly name: string
    readonly form: string
    readonly about: string
    readonly default: string | null
  }[]
}

export interface List<Item> {
  readonly items: readonly Item[]
  readonly dropped: number
}

/** What a sent request came to. */
export interface Sent {
  readonly status: number | null
  readonly exchange: string | null
  readonly task: string | null
  readonly account: string | null
  readonly error: string | null
}
