import { ConversationId } from '#shared/base/ids.ts'
import { type KnownOperation, OPERATIONS } from '#shared/contract/operations.ts'
import { EngagementContent, titleOf } from '#shared/features/engagement/content.ts'
import type { OutboxItem } from '#shared/sync/status.ts'

/** An Operation in words: what it does, the person's own text if it has one, the conversation it belongs to. */
export interface Description {
  title: string
  text: string | null
  conversationId: ConversationId | null
}

const TITLES: Record<KnownOperation['type'], string> = {
  'message.send': 'Message',
  'conversation.take': 'Take the chat',
  'conversation.finish': 'Finish the chat',
  'conversation.transfer': 'Transfer the chat',
  'note.write': 'Note',
  'conversation.read': 'Mark as read',
  'channel.set-chat': 'Turn a channel’s chat on or off',
  'canned-category.create': 'Add a category',
  'canned-category.rename': 'Rename a category',
  'canned-category.remove': 'Remove a category',
  'canned-category.move': 'Move a category',
  'canned-response.create': 'Add a canned response',
  'canned-response.edit': 'Edit a canned response',
  'canned-response.remove': 'Remove a canned response',
  'canned-response.move': 'Move a canned response',
  'canned-response.use': 'Count a use of a canned response',
  'engagement.send': 'Engagement',
  'engagement.create': 'Add an engagement',
  'engagement.edit': 'Edit an engagement',
  'engagement.move': 'Activate, finish or archive an engagement',
  'request.decide': 'Decide a request',
  'request.see': 'Note that a request was seen',
  'request.note-undone': 'Note that a decision was undone',
  'user.set-role': 'Change a colleague’s role',
  'user.deactivate': 'Shut a colleague out',
  'user.activate': 'Let a colleague in again',
  'op.cancel': 'Withdraw what was sent'
}

/** Says what an unsettled Operation is; args that no version here understands leave only the title. */
export function describe(item: OutboxItem): Description {
  const definition = OPERATIONS.find((operation) => operation.type === item.type)
  if (!definition) return { title: item.type, text: null, conversationId: null }
  const parsed = definition.args.safeParse(item.args)
  const title = TITLES[definition.type]
  if (!parsed.success) return { title, text: null, conversationId: null }
  const args: object = parsed.data
  const said = (name: string) => {
    const value: unknown = name in args ? args[name as keyof typeof args] : undefined
    return typeof value === 'string' ? value : null
  }
  const conversationId = ConversationId.safeParse(said('conversationId'))
  return {
    title,
    text:
      said('text') ?? said('reason') ?? said('note') ?? said('name') ?? said('title') ?? titleOfContent(args),
    conversationId: conversationId.data ?? null
  }
}

function titleOfContent(args: object): string | null {
  const content = EngagementContent.safeParse('content' in args ? args.content : null).data
  return content ? titleOf(content) : null
}
