import type { PushRequest } from '#shared/contract/wire.ts'
import type { Tx } from '../storage/storage.ts'
import type { Caller } from './actor.ts'
import { callerNow } from './caller-now.ts'
import type { HandlerRegistry } from './intake/judge.ts'
import { FORGED_DEVICE, OTHER_EPOCH, type PushResult, push } from './intake/push.ts'
import { Refusal } from './refusal.ts'
import type { RoomTools } from './room.ts'

/** What became of a push: the answer as its exact JSON, in which a replayed Receipt is the stored one byte for byte. */
export interface PushAnswer {
  text: string
  statuses: PushResult['statuses']
}

/** Takes a batch in, tells the feed's listeners what it committed, and answers. Throws a Refusal. */
export async function answerPush(
  tools: Pick<RoomTools, 'storage' | 'feed' | 'clock' | 'mintId'>,
  registry: HandlerRegistry,
  caller: Caller,
  request: PushRequest
): Promise<PushAnswer> {
  const { storage, feed, clock, mintId } = tools
  const takeIn = async (tx: Tx) => {
    const now = { caller: await callerNow(tx, caller), nowMs: clock.nowMs() }
    return await push(tx, { registry, request, mintId, ...now })
  }
  const result = await storage.transact(takeIn, { repeatable: true })
  if (result === OTHER_EPOCH) {
    throw new Refusal('resync_required', 'The server was restored from a backup. Fetch a Snapshot first.')
  }
  if (result === FORGED_DEVICE) {
    throw new Refusal('forbidden', 'This device belongs to another account. Sign in again on this device.')
  }
  for (const commit of result.commits) feed.notify(commit)
  const text = `{"outcomes":[${result.outcomes.join(',')}],"head":${result.head}}`
  return { text, statuses: result.statuses }
}
