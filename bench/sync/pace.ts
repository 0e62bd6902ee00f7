import { setTimeout } from 'node:timers/promises'

/** How a client asks: so many things at a time, as fast as it can, or one after the other at a rate. */
export interface Paced {
  seconds: number
  /** how many ask beside each other */
  lines: number
}

/** Things per second, when each line asks again as soon as it is answered. `ask` tells how many things were done. */
export async function throughput(
  { seconds, lines }: Paced,
  ask: (line: number) => Promise<number>
): Promise<number> {
  const untilMs = performance.now() + seconds * 1000
  let done = 0
  const startMs = performance.now()
  await Promise.all(
    Array.from({ length: lines }, async (_, line) => {
      while (performance.now() < untilMs) {
        // not `done += await`: that would forget what the other lines have done meanwhile
        const now = await ask(line)
        done += now
      }
    })
  )
  return (done / (performance.now() - startMs)) * 1000
}

/** Milliseconds that each answer took, when `perSecond` are asked for evenly, line after line. */
export async function latencies(
  { seconds, lines }: Paced,
  perSecond: number,
  ask: (line: number) => Promise<unknown>
): Promise<number[]> {
  const times: number[] = []
  const asked: Promise<void>[] = []
  const startMs = performance.now()
  for (let count = 0; count < seconds * perSecond; count += 1) {
    const dueMs = startMs + (count / perSecond) * 1000
    while (performance.now() < dueMs) await setTimeout(dueMs - performance.now() > 2 ? 1 : 0)
    const askedMs = performance.now()
    asked.push(ask(count % lines).then(() => void times.push(performance.now() - askedMs)))
  }
  await Promise.all(asked)
  return times
}
