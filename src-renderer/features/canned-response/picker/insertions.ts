import { type ConversationId, OpId } from '#shared/base/ids.ts'
import { responseUse } from '#shared/features/canned-response/operations.ts'
import { whatBecameOf } from '#shared/features/canned-response/usage.ts'
import type { CannedHit } from '#shared/features/canned-response/views.ts'
import { desk } from '../../../bridge/desk.ts'
import { mintId } from '../../../bridge/mint-id.ts'

type Inserted = Pick<CannedHit, 'responseId' | 'resolved' | 'caret'>

/** What was inserted and not sent yet, by conversation; more than a message can hold is forgotten. */
const inserted = new Map<ConversationId, Inserted[]>()
const MOST = 20

/** A response was put into the composer: it counts for its place in the picker, and as a use if it is sent. */
export function noteInsertion(conversationId: ConversationId, hit: CannedHit): void {
  void desk.act('canned-response.used', { responseId: hit.responseId })
  const { responseId, resolved, caret } = hit
  const others = (inserted.get(conversationId) ?? []).filter((one) => one.responseId !== responseId)
  inserted.set(conversationId, [...others, { responseId, resolved, caret }].slice(-MOST))
}

/** An answer was queued: what went out with it is counted, what was taken back or replaced is not. */
export function reportUses(conversationId: ConversationId, sent: string): void {
  const all = inserted.get(conversationId) ?? []
  inserted.delete(conversationId)
  for (const { responseId, resolved, caret } of all) {
    const became = whatBecameOf({ text: resolved, caret }, sent)
    if (became === null) continue
    const useId = OpId.parse(mintId())
    // a count that cannot be saved must not stand in the way of an answer
    void desk.submit(responseUse, { useId, responseId, wasEdited: became === 'edited' }, {})
  }
}
