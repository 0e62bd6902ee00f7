import { useSyncExternalStore } from 'react'
import type { Chat } from '../chat/chat.ts'
import type { ChatState } from '../chat/state.ts'

/** The chat's state, painted again with each change. */
export function useChat(chat: Chat): ChatState {
  return useSyncExternalStore(chat.subscribe, chat.getState)
}
