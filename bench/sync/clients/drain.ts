// An agent has written much without the network: how long until all of it, files included, is with the server.
import { setTimeout } from 'node:timers/promises'
import type { Attachment } from '#shared/features/attachment/entities.ts'
import { type BenchDesk, type DeskTask, openDesk } from '../bench-desk.ts'
import { taskOf, tell } from '../run-client.ts'
import { watchStalls } from '../watch.ts'

export interface DrainTask extends DeskTask {
  operations: number
  files: number
  fileBytes: number
}

export interface Drained {
  ms: number
  stallMs: number
}

const task = taskOf<DrainTask>()
const desk = await openDesk(task)
await desk.untilOnline()
await desk.account.act('sync.set-offline', { offline: true })
await write(desk)
const stalls = watchStalls()
const startMs = performance.now()
await desk.account.act('sync.set-offline', { offline: false })
await untilEmpty(desk)
const answer: Drained = { ms: performance.now() - startMs, stallMs: stalls() }
await desk.account.close()
tell(answer)

/** Queues messages in the conversations that wait for an answer, some with a file. */
async function write({ account, query }: BenchDesk): Promise<void> {
  const page = { filter: 'unanswered', channelId: null, search: '', after: null, limit: 500 } as const
  const { rows } = await query('conversation.inbox', page)
  const channels = await query('conversation.channels', {})
  const open = new Set(channels.filter(({ chatEnabled }) => chatEnabled).map(({ name }) => name))
  const writable = rows.filter(({ channelName }) => open.has(channelName))
  for (let count = 0; count < task.operations; count += 1) {
    const { conversationId } = writable[count % writable.length] ?? {}
    if (!conversationId) throw new Error('There is no conversation to write in.')
    const header = await query('conversation.header', { conversationId })
    const attachments = count < task.files ? [await aFile(account, count)] : []
    const args = { conversationId, text: `Message ${count}, written on the train.`, attachments }
    const base = { version: header?.ownerVersion, inboundSeq: header?.inboundSeq }
    const outcome = await account.submit({ type: 'message.send', args, base })
    if (!outcome.ok) throw new Error(outcome.message)
  }
}

/** A text file of random letters: nothing on the way makes it smaller. */
async function aFile(account: BenchDesk['account'], number: number): Promise<Attachment> {
  const bytes = crypto.getRandomValues(new Uint8Array(65_536))
  const letters = Buffer.from(bytes).toString('base64')
  const text = `${number}\n${letters.repeat(Math.ceil(task.fileBytes / letters.length))}`.slice(
    0,
    task.fileBytes
  )
  const added = await account.addFile({ name: `notes-${number}.txt`, bytes: Buffer.from(text) })
  if (!added.ok) throw new Error(added.error)
  return added.value
}

async function untilEmpty({ query }: BenchDesk): Promise<void> {
  for (;;) {
    const left = await query('outbox.list', {})
    const refused = left.find(({ state }) => state === 'rejected')
    if (refused) throw new Error(`A message was refused: ${JSON.stringify(refused.rejection)}`)
    if (left.length === 0) return
    await setTimeout(20)
  }
}
