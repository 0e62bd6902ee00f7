import { useCallback, useEffect, useRef, useState } from 'react'
import type { Chat } from '../chat/chat.ts'
import { lastFromAgent } from '../chat/state.ts'
import { Composer } from './composer.tsx'
import { FileRefusals } from './file-refusals.tsx'
import { Header } from './header.tsx'
import { NamePrompt } from './name-prompt.tsx'
import { ChatOffNotice, ChatOffPage, OfflineBanner } from './notices.tsx'
import { Thread } from './thread.tsx'
import { useChat } from './use-chat.ts'
import { usePainted } from './use-painted.ts'
import { useViewportHeight } from './use-viewport-height.ts'
import { WORDS } from './words.ts'

/** The page: opening, welcome, or the chat itself. */
export function ChatPage({ chat }: { chat: Chat }) {
  const state = useChat(chat)
  const { channel } = state
  useViewportHeight()

  const channelName = channel?.name
  useEffect(() => {
    if (channelName !== undefined) document.title = channelName
  }, [channelName])

  if (!channel) {
    return (
      <main className="opening" aria-busy="true">
        <div role="status">
          <h1>{state.reachable ? WORDS.loading : WORDS.unreachable}</h1>
        </div>
      </main>
    )
  }
  return (
    <div className="page" data-accent={channel.color}>
      <Header channel={channel} />
      <div role="status">{!state.reachable && <OfflineBanner />}</div>
      {state.name !== null ? (
        <Conversation chat={chat} />
      ) : channel.chatEnabled ? (
        <NamePrompt chat={chat} channel={channel} />
      ) : (
        <ChatOffPage kept={state.unsent.length > 0} />
      )}
    </div>
  )
}

function Conversation({ chat }: { chat: Chat }) {
  const state = useChat(chat)
  const [text, setText] = useState(() => chat.draft())
  const field = useRef<HTMLTextAreaElement>(null)
  usePainted(chat, lastFromAgent(state.messages))

  const write = useCallback(
    (next: string) => {
      setText(next)
      chat.saveDraft(next)
    },
    [chat]
  )
  const type = (next: string) => {
    write(next)
    chat.typed(next)
  }
  const [refusals, setRefusals] = useState<readonly string[]>([])
  const sendFiles = (files: readonly File[]) => {
    setRefusals([])
    void chat.sendFiles(files).then(setRefusals)
  }
  const send = () => {
    chat.send(text.trim())
    write('')
  }
  const remove = useCallback((id: string) => chat.discard(id), [chat])
  const edit = useCallback(
    (id: string) => {
      const message = chat.getState().unsent.find((unsent) => unsent.id === id)
      if (!message) return
      const draft = chat.draft()
      write(draft.trim() === '' ? message.text : `${message.text}\n${draft}`)
      chat.discard(id)
      field.current?.focus()
    },
    [chat, write]
  )

  return (
    <main className="chat">
      <Thread state={state} onEdit={edit} onRemove={remove} fileUrl={chat.fileUrl} onEngage={chat.engage} />
      <p className="typing" role="status" dir="auto">
        {state.agentTyping !== null && WORDS.typing(state.agentTyping)}
      </p>
      <FileRefusals reasons={refusals} onDismiss={() => setRefusals([])} />
      {state.channel?.chatEnabled ? (
        <Composer text={text} field={field} onText={type} onSend={send} onFiles={sendFiles} />
      ) : (
        <ChatOffNotice kept={text.trim() !== '' || state.unsent.length > 0} />
      )}
    </main>
  )
}
