import './composer.css'
import { SendHorizontal } from 'lucide-react'
import {
  type ClipboardEvent,
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useEffectEvent,
  useState
} from 'react'
import type { Settings } from '#shared/contract/ipc.ts'
import {
  type ConversationHeader,
  DRAFT_MAX_CHARS,
  type DraftContent
} from '#shared/features/conversation/views.ts'
import type { EngagementCard } from '#shared/features/engagement/content.ts'
import type { Identity } from '#shared/features/session/entities.ts'
import { useView } from '../../../bridge/use-view.ts'
import { Banner } from '../../../ui/banner.tsx'
import { Button } from '../../../ui/button.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import { giveFiles } from '../../attachment/give-files.ts'
import { useIncoming } from '../../attachment/use-incoming.ts'
import { CannedPicker, PICKER_LIST_ID, pickerRowId } from '../../canned-response/picker/canned-picker.tsx'
import { type CannedPickerState, useCannedPicker } from '../../canned-response/picker/use-canned-picker.ts'
import { SendQuestion } from '../../engagement/picker/send-question.tsx'
import { COMPLETION_LIST_ID, completionRowId, EmojiCompletion } from '../emoji/emoji-completion.tsx'
import { type EmojiCompletionState, useEmojiCompletion } from '../emoji/use-emoji-completion.ts'
import { pasted } from './clean-paste.ts'
import type { Composing, Insertion, SendBlock } from './composing.ts'
import { CHIP_ROWS, SEND_GUARDS, TEXT_KEYS, TOOLS } from './parts.ts'
import { TakeOverQuestion } from './take-over-question.tsx'
import { charactersLeft } from './text-guards.ts'
import { useDraft } from './use-draft.ts'
import { useInsert } from './use-insert.ts'
import { useInsertResponse } from './use-insert-response.ts'
import { useResponseDrop } from './use-response-drop.ts'
import { useSend } from './use-send.ts'
import { useSendWhenReady } from './use-send-when-ready.ts'

interface ComposerProps {
  header: ConversationHeader
  identity: Identity
  sendKey: Settings['sendKey']
  inputRef: RefObject<HTMLTextAreaElement | null>
  /** the draft is here, and the composer can take the focus */
  onReady: () => void
  /** what is put back into the composer, behind what is there; a new object each time */
  insertion: Insertion | null
  /** the text of an answer has been changed by the person */
  onAnswerTyped: (text: string) => void
}

const UNREAD: DraftContent = { text: '', attachments: [], engagementId: null, mode: 'reply' }

/** Where an answer is written. What is typed is a draft of this conversation, saved with each change. */
export function Composer(props: ComposerProps) {
  const { header, identity, sendKey, inputRef, onReady, insertion, onAnswerTyped } = props
  const { conversationId } = header
  const draft = useDraft(conversationId)
  const content = draft.content ?? UNREAD
  const insert = useInsert({ ...draft, inputRef })
  const insertResponse = useInsertResponse({ insert, isNote: content.mode === 'note' })
  const incoming = useIncoming(conversationId, content.attachments)
  const picked = useView('engagement.picked', { conversationId, engagementId: content.engagementId }, [
    'engagements',
    `conversation:${conversationId}`
  ]).data
  /** which engagement the person is asked about, and whether it goes alone or with what is written */
  const [asking, setAsking] = useState<{ card: EngagementCard; alone: boolean } | null>(null)
  const pick = (card: EngagementCard) => {
    draft.change({ engagementId: card.engagementId })
    setAsking({ card, alone: true })
  }
  const composing: Composing = {
    ...draft,
    content,
    incoming,
    header,
    identity,
    insert,
    insertResponse,
    inputRef,
    picked,
    pick
  }
  const sending = useSend({ ...draft, header, inputRef })
  const [takeOver, setTakeOver] = useState<'all' | 'engagement' | null>(null)
  const picker = useCannedPicker({
    conversationId,
    inputRef,
    onInsert: (range, hit) => insertResponse(hit, range)
  })
  const emoji = useEmojiCompletion({ inputRef, onInsert: (range, text) => insert({ text }, range) })
  const responseDrop = useResponseDrop(composing)
  const isNote = content.mode === 'note'
  const colleague = !isNote && header.status === 'active' && !header.owner?.isMe ? header.owner : null
  const block = blockOf(composing)

  useEffect(() => {
    const end = inputRef.current?.value.length ?? 0
    if (insertion) insert(insertion, [end, end])
  }, [insertion, insert, inputRef])

  const isRead = draft.content !== null
  const tellReady = useEffectEvent(onReady)
  useEffect(() => {
    if (isRead) tellReady()
  }, [isRead])

  const { trySend, waits } = useSendWhenReady(block, `${content.mode} ${content.text}`, () => {
    if (!isNote && content.engagementId !== null && picked?.card)
      setAsking({ card: picked.card, alone: false })
    else goOn(false)
  })
  const goOn = (alone: boolean) => {
    if (colleague) setTakeOver(alone ? 'engagement' : 'all')
    else if (isNote) void sending.addNote()
    else void (alone ? sending.sendEngagement(false) : sending.send(false))
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (picker.onKeyDown(event) || emoji.onKeyDown(event)) return
    if (TEXT_KEYS.some((key) => key(event, composing))) return
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    const mod = event.ctrlKey || event.metaKey
    const sends = sendKey === 'enter' ? !event.shiftKey : mod
    if (!sends) return
    event.preventDefault()
    trySend()
  }

  const onPaste = (event: ClipboardEvent) => {
    const given = pasted(event.clipboardData)
    if (!given) return
    event.preventDefault()
    if ('text' in given) insert(given)
    else void giveFiles(conversationId, given.files)
  }

  if (!header.channel.chatEnabled) {
    return (
      <div className="composer-off">
        <Banner>
          Chat is off for {header.channel.name}. A team lead can enable it from the channel menu above the
          list.
        </Banner>
      </div>
    )
  }
  return (
    <div className="composer">
      {sending.refusal && <Banner tone="danger">{sending.refusal}</Banner>}
      {draft.isUnsaved && (
        <Banner tone="danger">
          Your draft cannot be saved: the disk is full or not writable. Free some space; the text stays here.
        </Banner>
      )}
      <CannedPicker picker={picker} />
      <EmojiCompletion completion={emoji} />
      <div
        className="composer-box"
        data-colleague={colleague !== null}
        data-mode={content.mode}
        {...responseDrop}
      >
        <TextArea
          label={isNote ? `Note about ${header.follower.name}` : `Message to ${header.follower.name}`}
          isLabelHidden
          variant="bare"
          minRows={2}
          maxRows={10}
          placeholder={
            isNote
              ? 'Write a note that only agents see'
              : colleague
                ? `${colleague.name} is answering; sending asks to take over`
                : 'Write an answer, / for canned responses'
          }
          value={content.text}
          onChange={(text) => {
            draft.change({ text })
            // followers never learn of notes
            if (!isNote) onAnswerTyped(text)
          }}
          isDisabled={draft.content === null}
          inputRef={inputRef}
          onTextKeyDown={onKeyDown}
          onTextPaste={onPaste}
          spellCheck="true"
          maxLength={DRAFT_MAX_CHARS}
          onSelect={() => {
            picker.onCaret()
            emoji.onCaret()
          }}
          onBlur={() => {
            picker.close()
            emoji.close()
          }}
          {...openList(picker, emoji)}
        />
        {CHIP_ROWS.map((ChipRow, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is fixed
          <ChipRow key={index} composing={composing} />
        ))}
        <div className="composer-bar">
          <span className="composer-tools">
            {TOOLS.map((Tool, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list is fixed
              <Tool key={index} composing={composing} />
            ))}
          </span>
          <SendNote block={block} waits={waits} text={content.text} />
          <Button
            variant="primary"
            icon={SendHorizontal}
            isDisabled={block !== null && (block.waits === undefined || waits !== null)}
            onPress={trySend}
          >
            {isNote ? 'Add note' : 'Send'}
          </Button>
        </div>
      </div>
      <TakeOverQuestion
        name={colleague?.name ?? ''}
        isOpen={takeOver !== null && colleague !== null}
        onConfirm={() => {
          setTakeOver(null)
          void (takeOver === 'engagement' ? sending.sendEngagement(true) : sending.send(true))
        }}
        onCancel={() => setTakeOver(null)}
      />
      <SendQuestion
        card={asking?.card ?? null}
        followerName={header.follower.name}
        onConfirm={() => {
          setAsking(null)
          goOn(asking?.alone ?? false)
        }}
        onCancel={() => setAsking(null)}
      />
    </div>
  )
}

/** The list that the keys of the text walk now, for screen readers. */
function openList(picker: CannedPickerState, emoji: EmojiCompletionState) {
  if (picker.isOpen && picker.hits.length > 0) {
    return { 'aria-controls': PICKER_LIST_ID, 'aria-activedescendant': pickerRowId(picker.index) }
  }
  if (emoji.found.length === 0) return {}
  return { 'aria-controls': COMPLETION_LIST_ID, 'aria-activedescendant': completionRowId(emoji.index) }
}

function blockOf(composing: Composing): SendBlock | null {
  for (const guard of SEND_GUARDS) {
    const block = guard(composing)
    if (block) return block
  }
  return null
}

interface SendNoteProps {
  block: SendBlock | null
  waits: string | null
  text: string
}

/** Beside Send: what it waits for, why it is blocked, or how many characters are left. */
function SendNote({ block, waits, text }: SendNoteProps) {
  const isAgainst = block !== null && !block.isPlain && waits === null
  const note = waits ?? (isAgainst ? block.reason : charactersLeft(text))
  if (note === null) return null
  return (
    <span className="composer-limit" data-over={isAgainst} role="status">
      {note}
    </span>
  )
}
