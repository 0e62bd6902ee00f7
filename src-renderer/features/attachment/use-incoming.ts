import { useEffect, useMemo } from 'react'
import type { ConversationId } from '#shared/base/ids.ts'
import type { Attachment } from '#shared/features/attachment/entities.ts'
import { type IncomingFile, incoming, useIncomingStore } from './incoming.ts'

/**
 * The files that are on their way into the draft of one conversation; those that have become part of it are forgotten.
 * @param attachments the draft's own
 */
export function useIncoming(
  conversationId: ConversationId,
  attachments: readonly Attachment[]
): readonly IncomingFile[] {
  const files = useIncomingStore((state) => state.files)
  const own = useMemo(
    () => files.filter((file) => file.conversationId === conversationId),
    [files, conversationId]
  )
  const arrived = useMemo(() => {
    const hashes = new Set<string>(attachments.map(({ sha256 }) => sha256))
    return own.filter(({ sha256 }) => hashes.has(sha256 ?? '')).map(({ id }) => id)
  }, [own, attachments])
  useEffect(() => {
    if (arrived.length > 0) incoming.drop(arrived)
  }, [arrived])
  return useMemo(() => own.filter(({ id }) => !arrived.includes(id)), [own, arrived])
}
