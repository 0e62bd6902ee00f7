import type { Clock } from '#shared/base/clock.ts'

/** Lets everything that waits for a promise or for the disk go on, many times over, without any timer firing. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
}

/** A clock that stands still until a test moves it. A delay of 0 is "after what is under way", as everywhere. */
export class VirtualClock implements Clock {
  #nowMs: number
  #timers: { atMs: number; callback: () => void }[] = []

  constructor(nowMs = Date.UTC(2026, 5, 1, 12)) {
    this.#nowMs = nowMs
  }

  nowMs(): number {
    return this.#nowMs
  }

  after(delayMs: number, callback: () => void): () => void {
    if (delayMs <= 0) {
      const soon = setImmediate(callback)
      return () => clearImmediate(soon)
    }
    const timer = { atMs: this.#nowMs + delayMs, callback }
    this.#timers.push(timer)
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer)
    }
  }

  /** Moves time forward, timer by timer, and lets each one's work settle. */
  async advance(ms: number): Promise<void> {
    const untilMs = this.#nowMs + ms
    for (;;) {
      await settle()
      const [next] = this.#timers.filter((timer) => timer.atMs <= untilMs).sort((a, b) => a.atMs - b.atMs)
      if (!next) break
      this.#timers = this.#timers.filter((timer) => timer !== next)
      this.#nowMs = Math.max(this.#nowMs, next.atMs)
      next.callback()
    }
    this.#nowMs = untilMs
  }

  /** Sets the wall clock, as a person or a time server does; timers keep their moment. */
  jump(ms: number): void {
    this.#nowMs += ms
  }
}
