import { TestAccount } from './account.ts'
import { HandFlushedLink } from './hand-flushed-link.ts'
import { VirtualClock } from './virtual-clock.ts'

/*
 * A process that opens the account in the given folder, saves a draft, queues a reply, says so, and waits to be killed.
 */
const [, , folder = ''] = process.argv
const desk = await new TestAccount({ link: new HandFlushedLink(), clock: new VirtualClock(), folder }).open()
const conversationId = 'chat' as never
const saved = await desk.act('conversation.save-draft', { conversationId, text: 'half a thought' })
const opId = await desk.say('a whole one', 'other')
process.stdout.write(`${JSON.stringify({ ...saved, opId })}\n`)
setInterval(() => undefined, 1000)
