import { useRef, useState } from 'react'
import { EngagementId } from '#shared/base/ids.ts'
import type { SubmitOutcome } from '#shared/contract/ipc.ts'
import { MESSAGE_MAX_FILES } from '#shared/features/attachment/entities.ts'
import { messageSend, noteWrite } from '#shared/features/conversation/operations.ts'
import type { DraftContent } from '#shared/features/conversation/views.ts'
import { engagementSend } from '#shared/features/engagement/operations.ts'
import { desk } from '../../../bridge/desk.ts'
import { reportUses } from '../../canned-response/picker/insertions.ts'
import type { Composing } from './composing.ts'

/** The messages in which a draft goes out: the text with the first files, then the files that found no room there. */
function messagesOf({ text, attachments }: DraftContent): Pick<DraftContent, 'text' | 'attachments'>[] {
  if (text.trim() === '' && attachments.length === 0) return []
  const messages = [{ text, attachments: attachments.slice(0, MESSAGE_MAX_FILES) }]
  for (let at = MESSAGE_MAX_FILES; at < attachments.length; at += MESSAGE_MAX_FILES) {
    messages.push({ text: '', attachments: attachments.slice(at, at + MESSAGE_MAX_FILES) })
  }
  return messages
}

type SendOptions = Pick<Composing, 'header' | 'inputRef' | 'change' | 'changeFiles'> & {
  content: DraftContent | null
}

/** Sends the draft as a reply, or keeps it as a note. What could not be queued stays in the composer, with the reason. */
export function useSend({ header, content, inputRef, change, changeFiles }: SendOptions) {
  const [refusal, setRefusal] = useState<string | null>(null)
  const isSending = useRef(false)
  /** the draft that has gone: until the next one is painted, it is still the one that keys would send */
  const gone = useRef<DraftContent | null>(null)

  /** What was typed while it was being saved stays. */
  const left = (outcome: SubmitOutcome, text: string): boolean => {
    if (!outcome.ok) {
      setRefusal(outcome.message)
      return false
    }
    gone.current = content
    const now = inputRef.current?.value ?? text
    change({ text: now.startsWith(text) ? now.slice(text.length) : now })
    return true
  }
  const queue = async (message: ReturnType<typeof messagesOf>[number], takeOver: boolean) => {
    const { text, attachments } = message
    const outcome = await desk.submit(
      messageSend,
      {
        conversationId: header.conversationId,
        text,
        ...(attachments.length > 0 ? { attachments } : {}),
        ...(takeOver ? { takeOver } : {})
      },
      { version: header.ownerVersion, inboundSeq: header.inboundSeq }
    )
    if (!left(outcome, text)) return false
    reportUses(header.conversationId, text)
    if (attachments.length > 0) changeFiles({ remove: attachments.map(({ sha256 }) => sha256) })
    return true
  }
  const queueEngagement = async (engagementId: string, takeOver: boolean) => {
    const outcome = await desk.submit(
      engagementSend,
      {
        conversationId: header.conversationId,
        engagementId: EngagementId.parse(engagementId),
        ...(takeOver ? { takeOver } : {})
      },
      { version: header.ownerVersion, inboundSeq: header.inboundSeq }
    )
    if (!outcome.ok) return setRefusal(outcome.message)
    gone.current = content
    change({ engagementId: null })
  }
  const once = async (queueAll: (content: DraftContent) => Promise<void>) => {
    if (isSending.current || !content || content === gone.current) return
    isSending.current = true
    setRefusal(null)
    try {
      await queueAll(content)
    } catch {
      setRefusal('The message could not be saved on this computer. Your text is kept; please try again.')
    } finally {
      isSending.current = false
    }
  }
  const send = (takeOver: boolean) =>
    once(async (draft) => {
      for (const message of messagesOf(draft)) if (!(await queue(message, takeOver))) return
      if (draft.engagementId !== null) await queueEngagement(draft.engagementId, takeOver)
    })
  /** The engagement alone; what is being written stays. */
  const sendEngagement = (takeOver: boolean) =>
    once(async ({ engagementId }) => {
      if (engagementId !== null) await queueEngagement(engagementId, takeOver)
    })
  const addNote = () =>
    once(async ({ text }) => {
      const { conversationId } = header
      left(await desk.submit(noteWrite, { conversationId, text }, {}), text)
    })
  return { send, sendEngagement, addNote, refusal }
}
