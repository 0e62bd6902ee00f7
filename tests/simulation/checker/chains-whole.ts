import type { Reader } from './readers.ts'
import type { WorldRecord } from './record.ts'

interface Link {
  id: string
  position: number
  before: number | null
}

interface End {
  id: string
  lastPosition: number
  position: number | null
}

/** Every message names the one at the position before it in its conversation, and every conversation its last one: threads are read so. */
export function checkChains(record: WorldRecord, server: Reader): void {
  const links = server.all<Link>(
    `SELECT m.id, m.position, p.position AS before FROM messages m
     LEFT JOIN messages p ON p.tenant_id = m.tenant_id AND p.id = m.previous_id AND p.conversation_id = m.conversation_id`
  )
  for (const { id, position, before } of links) {
    if ((before ?? 0) !== position - 1)
      record.violate('PU5', `${id} has the position ${position} and names the message at ${before}`)
  }
  const ends = server.all<End>(
    `SELECT c.id, c.last_position AS lastPosition, m.position FROM conversations c
     LEFT JOIN messages m ON m.tenant_id = c.tenant_id AND m.id = c.last_message_id AND m.conversation_id = c.id`
  )
  for (const { id, lastPosition, position } of ends) {
    if ((position ?? 0) !== lastPosition)
      record.violate('PU5', `${id} has ${lastPosition} messages and names the one at ${position} as its last`)
  }
}
