import { useEffect, useRef } from 'react'
import { conversationRead } from '#shared/features/conversation/operations.ts'
import type { ConversationHeader } from '#shared/features/conversation/views.ts'
import { desk } from '../../../bridge/desk.ts'

/** What is open in a focused window is read: asks for the read mark once per new message. */
export function useReadMark(header: ConversationHeader | null) {
  const asked = useRef(0)
  const conversationId = header?.conversationId
  const inboundSeq = header?.inboundSeq ?? 0
  const readInboundSeq = header?.readInboundSeq ?? 0
  useEffect(() => {
    if (!conversationId) return
    const mark = () => {
      if (!document.hasFocus() || inboundSeq <= Math.max(readInboundSeq, asked.current)) return
      asked.current = inboundSeq
      void desk.submit(conversationRead, { conversationId, inboundSeq }, {})
    }
    mark()
    window.addEventListener('focus', mark)
    return () => window.removeEventListener('focus', mark)
  }, [conversationId, inboundSeq, readInboundSeq])
}
