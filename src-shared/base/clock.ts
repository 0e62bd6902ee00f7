/** Time as an argument. `nowMs` is Unix time in milliseconds; timers may be virtual in a simulation. */
export interface Clock {
  nowMs(): number
  /** Calls back once after `delayMs`; the returned function cancels it. */
  after(delayMs: number, callback: () => void): () => void
}
