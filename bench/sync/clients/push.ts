// Desks that send messages to the real server: as many as they can, one by one, or at a rate.
import type { SessionGrant } from '#shared/contract/wire.ts'
import { percentile } from '../../statistics.ts'
import { latencies, type Paced, throughput } from '../pace.ts'
import { answerable, pushDevice } from '../push-device.ts'
import { taskOf, tell } from '../run-client.ts'

export interface PushTask extends Paced {
  serverUrl: string
  grant: SessionGrant
  /** who accepts; the server without it */
  pushUrl?: string
  /** Operations in one push */
  batch: number
  /** at this rate; as fast as possible without it */
  perSecond?: number
}

const { serverUrl, grant, pushUrl = serverUrl, lines, seconds, batch, perSecond } = taskOf<PushTask>()
const conversations = await answerable(serverUrl, grant)
const devices = Array.from({ length: lines }, (_, line) =>
  pushDevice(pushUrl, grant, conversations, Math.floor((line * conversations.length) / lines))
)
const ask = async (line: number) => {
  const accepted = (await devices[line]?.push(batch)) ?? 0
  if (accepted !== batch) throw new Error(`${batch - accepted} of ${batch} Operations were not accepted.`)
  return accepted
}
// the first requests open connections, check the token and compile statements
for (const line of devices.keys()) await ask(line)
if (perSecond === undefined) tell({ perSecond: await throughput({ lines, seconds }, ask) })
else {
  const times = await latencies({ lines, seconds }, perSecond, ask)
  tell({ p50: percentile(times, 0.5), p99: percentile(times, 0.99) })
}
