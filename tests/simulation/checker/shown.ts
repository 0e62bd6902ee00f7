import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Attachment } from '#shared/features/attachment/entities.ts'
import type { SimDesk } from '../world/sim-desk.ts'
import type { SimServer } from '../world/sim-server.ts'
import type { Readers } from './readers.ts'
import type { Asked, WorldRecord } from './record.ts'

/** What stands as a message in its thread, and what as a note. */
const SAID: ReadonlySet<string> = new Set(['message.send', 'engagement.send'])
const NOTED: ReadonlySet<string> = new Set(['note.write', 'conversation.transfer'])

/** As much of the world as this check looks at. */
interface Shown {
  readonly desks: readonly SimDesk[]
  readonly server: Pick<SimServer, 'file' | 'restores'>
  readonly readers: Readers
  readonly record: WorldRecord
}

/**
 * What an agent has on screen: each own message that was told as queued stands there once, at every step; `sent` is
 * said only of what the server has taken; what is refused has the words that were written; nothing goes back.
 * @param chats where to look; all where the desk has written when left out
 */
export async function checkShown(world: Shown, index: number, chats?: readonly string[]): Promise<void> {
  const desk = world.desks[index]
  const place = desk?.place
  if (place) world.record.stands(index, place)
  const record = world.record.desk(index)
  const written = [...record.lanes.keys()].filter((lane) => lane.startsWith('conversation:'))
  const status = await desk?.query('sync.status', {})
  if (!status) return
  // a first copy shows what has come so far
  const isCopying = status.snapshotProgress !== null || status.freshAtMs === null
  for (const chat of chats ?? written.map((lane) => lane.slice('conversation:'.length))) {
    checkGoesOn(world, index, chat, isCopying)
    const list = record.lanes.get(`conversation:${chat}`) ?? []
    const own = list.filter((asked) => SAID.has(asked.type) && !asked.isUnreadable)
    const notes = [...list, ...(record.lanes.get(`note:${chat}`) ?? [])].filter(({ type }) => NOTED.has(type))
    if (own.length + notes.length > 0) await checkThread(world, index, chat, own, notes, isCopying)
  }
}

async function checkThread(
  world: Shown,
  index: number,
  chat: string,
  own: readonly Asked[],
  notes: readonly Asked[],
  isCopying: boolean
): Promise<void> {
  const args = { conversationId: chat as never, before: null, limit: 500 }
  const desk = world.desks[index]
  const page = await desk?.query('conversation.thread', args)
  if (!desk || !page) return
  for (const asked of notes) {
    const [note, again] = page.notes.filter(({ noteId }) => noteId === asked.opId)
    const text = asked.args.text ?? asked.args.note ?? ''
    const say = (promise: string, what: string) =>
      world.record.violate(promise, `the note "${text}" ${what} at desk ${index}`)
    if (again) say('OB8', 'is shown twice')
    if (note && note.text !== text) say('OB5', `is shown as "${note.text}"`)
    if (!note && asked.withdrawnAtMs === null && !asked.wantedBack && !isCopying) say('OB8', 'has vanished')
  }
  for (const asked of own) {
    const bubbles = page.bubbles.filter((bubble) => bubble.messageId === asked.opId)
    const [bubble] = bubbles
    const say = (promise: string, what: string) =>
      world.record.violate(
        promise,
        `"${asked.args.text ?? asked.args.engagementId}" ${what} at desk ${index}`
      )
    if (bubbles.length > 1) say('OB8', `is shown ${bubbles.length} times`)
    if (!bubble) {
      if (asked.withdrawnAtMs === null && !asked.wantedBack && !isCopying) say('OB8', 'has vanished')
      continue
    }
    if (asked.type === 'engagement.send') {
      const shown = bubble.engagement?.card.engagementId
      if (shown !== undefined && shown !== asked.args.engagementId) say('OB5', `is shown as ${shown}`)
    } else if (bubble.text !== asked.args.text) say('OB5', `is shown as "${bubble.text}"`)
    const files = (asked.args.attachments ?? []) as Attachment[]
    if (JSON.stringify(bubble.attachments) !== JSON.stringify(files))
      say('OB5', `is shown with ${JSON.stringify(bubble.attachments)}`)
    const lost = files.filter(({ sha256 }) => !existsSync(path.join(desk.filesFolder, sha256)))
    // the server's file is read only where it matters
    if (lost.length > 0 && !isTaken(world, asked.opId))
      for (const { sha256 } of lost) say('FI6', `has lost its file ${sha256}`)
    const saysSent = bubble.sendState === 'sent' || bubble.sendState === 'delivered'
    if (saysSent && !isTaken(world, asked.opId))
      say('OB3', `is called ${bubble.sendState}, although the server has not taken it`)
  }
}

/** What was seen of a follower's messages is not unseen again, unless the server itself went back. */
function checkGoesOn(world: Shown, index: number, chat: string, isCopying: boolean): void {
  const count = isCopying ? undefined : world.desks[index]?.inboundOf(chat)
  if (count === undefined) return
  const { inbound } = world.record.desk(index)
  const before = inbound.get(chat) ?? { count: 0, wentBack: 0 }
  const goesBack = count < before.count
  const wentBack = before.wentBack + (goesBack ? 1 : 0)
  if (wentBack > world.server.restores)
    world.record.violate('PL7', `${chat} goes back from ${before.count} to ${count} at desk ${index}`)
  inbound.set(chat, { count, wentBack })
}

/** Whether the server has taken an Operation, at some time; it may have died before it could say so. */
function isTaken(world: Shown, opId: string): boolean {
  if (world.record.accepted.has(opId)) return true
  const find = 'SELECT body FROM receipts WHERE op_id = ?'
  const receipt = world.readers.of(world.server.file).get<{ body: string }>(find, opId)
  if (!receipt?.body.includes('"accepted"')) return false
  world.record.accepted.add(opId)
  return true
}
