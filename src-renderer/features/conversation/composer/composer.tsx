import './composer.css'
import { SendHorizontal } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import type { Settings } from '#shared/contract/ipc.ts'
import { MESSAGE_MAX_CHARS } from '#shared/features/conversation/entities.ts'
import { messageSend } from '#shared/features/conversation/operations.ts'
import type { ConversationHeader } from '#shared/features/conversation/views.ts'
import type { Identity } from '#shared/features/session/entities.ts'
import { desk } from '../../../bridge/desk.ts'
import { Banner } from '../../../ui/banner.tsx'
import { Button } from '../../../ui/button.tsx'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import { CannedBrowser } from '../../canned-response/picker/canned-browser.tsx'
import { CannedPicker, PICKER_LIST_ID, pickerRowId } from '../../canned-response/picker/canned-picker.tsx'
import { useCannedPicker } from '../../canned-response/picker/use-canned-picker.ts'
import { insertText } from './insert-text.ts'
import { useDraft } from './use-draft.ts'

interface ComposerProps {
  header: ConversationHeader
  identity: Identity
  sendKey: Settings['sendKey']
  inputRef: RefObject<HTMLTextAreaElement | null>
  /** text to put back into the composer; a new object each time */
  insertion: { text: string } | null
}

/** From how many characters on the limit is told. */
const TELL_LIMIT_FROM = MESSAGE_MAX_CHARS - 500

/** Where an answer is written. What is typed is a draft of this conversation, saved with each change. */
export function Composer({ header, sendKey, inputRef, insertion }: ComposerProps) {
  const { conversationId } = header
  const draft = useDraft(conversationId)
  const text = draft.text ?? ''
  const [refusal, setRefusal] = useState<string | null>(null)
  const [isAskingTakeOver, setAskingTakeOver] = useState(false)
  const isSending = useRef(false)
  const insert = (range: readonly [number, number], inserted: string) => {
    if (inputRef.current) insertText(inputRef.current, range, inserted)
  }
  const picker = useCannedPicker({ conversationId, inputRef, onInsert: insert })
  const colleague = header.status === 'active' && !header.owner?.isMe ? header.owner : null

  useEffect(() => {
    const area = inputRef.current
    if (insertion && area) insertText(area, [area.value.length, area.value.length], insertion.text)
  }, [insertion, inputRef])

  const send = async (takeOver: boolean) => {
    if (isSending.current || text.trim() === '') return
    isSending.current = true
    setRefusal(null)
    try {
      const outcome = await desk.submit(
        messageSend,
        takeOver ? { conversationId, text, takeOver } : { conversationId, text },
        { version: header.ownerVersion, inboundSeq: header.inboundSeq }
      )
      if (!outcome.ok) return setRefusal(outcome.message)
      // what was typed while it was being saved stays
      const now = inputRef.current?.value ?? text
      draft.setText(now.startsWith(text) ? now.slice(text.length) : now)
    } catch {
      setRefusal('The message could not be saved on this computer. Your text is kept; please try again.')
    } finally {
      isSending.current = false
    }
  }
  const trySend = () => {
    if (text.trim() === '') return
    if (colleague) setAskingTakeOver(true)
    else void send(false)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (picker.onKeyDown(event)) return
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    const mod = event.ctrlKey || event.metaKey
    const sends = sendKey === 'enter' ? !event.shiftKey : mod
    if (!sends) return
    event.preventDefault()
    trySend()
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
  const left = MESSAGE_MAX_CHARS - text.length
  return (
    <div className="composer">
      {refusal && <Banner tone="danger">{refusal}</Banner>}
      {draft.isUnsaved && (
        <Banner tone="danger">
          Your draft cannot be saved: the disk is full or not writable. Free some space; the text stays here.
        </Banner>
      )}
      <CannedPicker picker={picker} />
      <div className="composer-box" data-colleague={colleague !== null}>
        <TextArea
          label={`Message to ${header.follower.name}`}
          isLabelHidden
          variant="bare"
          minRows={2}
          maxRows={10}
          placeholder={
            colleague
              ? `${colleague.name} is answering; sending asks to take over`
              : 'Write an answer, / for canned responses'
          }
          value={text}
          onChange={draft.setText}
          isDisabled={draft.text === null}
          inputRef={inputRef}
          onTextKeyDown={onKeyDown}
          onSelect={picker.onCaret}
          onBlur={picker.close}
          {...(picker.isOpen && picker.hits.length > 0
            ? { 'aria-controls': PICKER_LIST_ID, 'aria-activedescendant': pickerRowId(picker.index) }
            : {})}
        />
        <div className="composer-bar">
          <span className="composer-tools">
            <CannedBrowser
              conversationId={conversationId}
              onInsert={(inserted) => {
                const area = inputRef.current
                if (area) insert([area.selectionStart, area.selectionEnd], inserted)
              }}
            />
          </span>
          {text.length > TELL_LIMIT_FROM && (
            <span className="composer-limit" data-over={left < 0} role="status">
              {left < 0 ? `${-left} characters too many` : `${left} characters left`}
            </span>
          )}
          <Button
            variant="primary"
            icon={SendHorizontal}
            isDisabled={text.trim() === '' || left < 0}
            onPress={trySend}
          >
            Send
          </Button>
        </div>
      </div>
      <ConfirmDialog
        title={`Take over this chat from ${colleague?.name ?? ''}?`}
        confirmLabel="Take over and send"
        isOpen={isAskingTakeOver && colleague !== null}
        onConfirm={() => {
          setAskingTakeOver(false)
          void send(true)
        }}
        onCancel={() => setAskingTakeOver(false)}
      >
        <p>
          {colleague?.name} is answering this follower now. Your message is sent and you become the one who
          answers.
        </p>
      </ConfirmDialog>
    </div>
  )
}
