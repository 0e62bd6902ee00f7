// Sockets that are given back what they send by the bare server, and what one flush of the disk takes here.
import fs from 'node:fs'
import path from 'node:path'
import { percentile } from '../../statistics.ts'
import { openSocket } from '../bare-sockets.ts'
import { latencies, type Paced, throughput } from '../pace.ts'
import { taskOf, tell } from '../run-client.ts'

export interface EchoTask extends Paced {
  url: string
  /** on the disk whose flush counts */
  folder: string
  /** messages in flight on each socket */
  batch: number
  perSecond?: number
}

/** As large as an Operation that sends a message. */
const MESSAGE = {
  opId: 'x'.repeat(36),
  lane: 'y'.repeat(60),
  args: { text: 'z'.repeat(60) },
  rest: 'r'.repeat(180)
}
const FLUSHES = 200

const { url, folder, lines, seconds, batch, perSecond } = taskOf<EchoTask>()
const sockets = await Promise.all(Array.from({ length: lines }, () => openSocket(url)))
const echo = async (line: number) => await sockets[line]?.emitWithAck('echo', MESSAGE)
const ask = async (line: number) => {
  await Promise.all(Array.from({ length: batch }, () => echo(line)))
  return batch
}
for (const line of sockets.keys()) await ask(line)
if (perSecond === undefined) tell({ perSecond: await throughput({ lines, seconds }, ask) })
else {
  const times = await latencies({ lines, seconds }, perSecond, echo)
  tell({ p50: percentile(times, 0.5), p99: percentile(times, 0.99), flushMs: flushMs() })
}

/** How long it takes until 4 KB are on the disk, the middle of many. */
function flushMs(): number {
  const file = fs.openSync(path.join(folder, 'flushed'), 'w')
  const page = Buffer.alloc(4096, 1)
  const times = Array.from({ length: FLUSHES }, () => {
    const startMs = performance.now()
    fs.writeSync(file, page)
    fs.fdatasyncSync(file)
    return performance.now() - startMs
  })
  fs.closeSync(file)
  return percentile(times, 0.5)
}
