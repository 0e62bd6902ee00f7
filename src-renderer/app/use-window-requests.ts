import { useEffect, useEffectEvent } from 'react'
import { assertNever } from '#shared/base/assert-never.ts'
import type { ConversationId } from '#shared/base/ids.ts'
import { desk } from '../bridge/desk.ts'
import type { RoomId } from './navigation.ts'

interface Handlers {
  go(room: RoomId): void
  openConversation(conversationId: ConversationId): void
  signOut(): void
}

/** Carries out what a menu item or a deep link asks of the window. */
export function useWindowRequests(handlers: Handlers) {
  const handle = useEffectEvent((request: Parameters<Parameters<typeof desk.onRequest>[0]>[0]) => {
    switch (request.kind) {
      case 'open-conversation':
        return handlers.openConversation(request.conversationId)
      case 'go':
        return handlers.go(request.room)
      case 'focus-search':
        handlers.go('chat')
        return window.dispatchEvent(new Event('desk:focus-search'))
      case 'sign-out':
        return handlers.signOut()
      default:
        return assertNever(request)
    }
  })
  useEffect(() => desk.onRequest(handle), [])
}
