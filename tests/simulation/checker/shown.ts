import BetterSqlite3 from 'better-sqlite3'
import type { World } from '../world/world.ts'

/**
 * What an agent has on screen: each own message that was told as queued stands there once, at every step; `sent` is
 * said only of what the server has taken; what is refused has the words that were written.
 * @param chats where to look; all where the desk has written when left out
 */
export async function checkShown(world: World, index: number, chats?: readonly string[]): Promise<void> {
  const desk = world.desks[index]
  const record = world.record.desk(index)
  const lanes = chats ? chats.map((id) => `conversation:${id}`) : [...record.lanes.keys()]
  for (const lane of lanes) {
    const [kind, chat = ''] = lane.split(':')
    const own = (record.lanes.get(lane) ?? []).filter((asked) => asked.type === 'message.send')
    if (kind !== 'conversation' || own.length === 0) continue
    const page = await desk?.query('conversation.thread', {
      conversationId: chat as never,
      before: null,
      limit: 500
    })
    if (!page) return
    const status = await desk?.query('sync.status', {})
    // a first copy shows what has come so far
    const isCopying = status?.snapshotProgress != null || status?.freshAtMs === null
    for (const asked of own) {
      const bubbles = page.bubbles.filter((bubble) => bubble.messageId === asked.opId)
      const [bubble] = bubbles
      if (bubbles.length > 1)
        world.record.violate('OB8', `${asked.args.text} is shown ${bubbles.length} times at desk ${index}`)
      if (!bubble) {
        if (asked.withdrawnAtMs === null && !isCopying)
          world.record.violate('OB8', `${asked.args.text} vanished from desk ${index}`)
        continue
      }
      if (bubble.text !== asked.args.text)
        world.record.violate('OB5', `"${asked.args.text}" is shown as "${bubble.text}" at desk ${index}`)
      const saysSent = bubble.sendState === 'sent' || bubble.sendState === 'delivered'
      if (saysSent && !isTaken(world, asked.opId))
        world.record.violate(
          'OB3',
          `${asked.args.text} is called ${bubble.sendState} at desk ${index}, and the server has not taken it`
        )
    }
  }
}

/** Whether the server has taken an Operation, at some time; it may have died before it could say so. */
function isTaken(world: World, opId: string): boolean {
  if (world.record.accepted.has(opId)) return true
  const db = new BetterSqlite3(world.server.file, { readonly: true })
  const receipt = db.prepare('SELECT body FROM receipts WHERE op_id = ?').get(opId) as
    | { body: string }
    | undefined
  db.close()
  if (!receipt?.body.includes('"accepted"')) return false
  world.record.accepted.add(opId)
  return true
}
