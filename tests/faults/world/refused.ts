import type { ConversationHeader } from '#shared/features/conversation/views.ts'
import type { OutboxItem } from '#shared/sync/status.ts'
import type { Asked } from '../checker/evidence.ts'
import type { Testimony } from '../evidence/testimony.ts'
import type { FaultyDesk } from './faulty-desk.ts'

/**
 * Looks through what was refused at a desk: sends a message once more from what is there now, or gives it up.
 * @param again what stands above the conversation now, where the agent wants to send once more; else null
 */
export async function resolveRefused(
  desk: FaultyDesk,
  number: number,
  record: Testimony,
  again: () => Promise<ConversationHeader | null>
): Promise<void> {
  for (const item of await desk.query('outbox.list', {})) {
    if (item.state !== 'rejected') continue
    const asked = remembered(record.asked, number, item)
    const header = asked && item.type === 'message.send' ? await again() : null
    const what = asked?.text ?? item.type
    record.tell(`${desk.firstName} ${header ? 'retries' : 'gives up'} ${what} (${item.rejection?.code})`)
    if (asked) asked.givenUpAtMs = Date.now()
    if (asked && header) await retry(desk, record, asked, header, item)
    else await desk.act('outbox.discard', { opId: item.opId })
  }
}

async function retry(
  desk: FaultyDesk,
  record: Testimony,
  refused: Asked,
  header: ConversationHeader,
  { opId }: OutboxItem
): Promise<void> {
  const retried: Asked = { ...refused, opId: null, said: 'unknown', givenUpAtMs: null }
  record.asked.push(retried)
  const base = { version: header.ownerVersion, inboundSeq: header.inboundSeq }
  const outcome = await desk.act('outbox.retry', { opId, base })
  if (outcome.ok) Object.assign(retried, { opId: outcome.opId, said: 'queued' })
  else retried.said = 'refused'
}

/** What the agent remembers of it, also when the desk died before it could tell the opId. */
function remembered(asked: readonly Asked[], number: number, { opId, args }: OutboxItem): Asked | undefined {
  const { text } = args as { text?: string }
  const all = asked.filter(({ desk }) => desk === number)
  const known = all.find((one) => one.opId === opId)
  if (known) return known
  const unheard = all.find((one) => one.opId === null && one.text !== null && one.text === text)
  if (unheard) Object.assign(unheard, { opId, said: 'queued' })
  return unheard
}
