import { useCallback, useEffect, useRef, useState } from 'react'
import type { ConversationId } from '#shared/base/ids.ts'
import { desk } from '../../../bridge/desk.ts'

interface DraftState {
  /** null until the saved draft has been read */
  text: string | null
  setText: (text: string) => void
  /** the disk refused the last save */
  isUnsaved: boolean
}

/**
 * The draft of one conversation, saved as it is typed: one save is on its way at a time, and the newest text goes next, so what
 * is on disk is never older than one save.
 */
export function useDraft(conversationId: ConversationId): DraftState {
  const [text, setLocal] = useState<string | null>(null)
  const [isUnsaved, setUnsaved] = useState(false)
  const wanted = useRef<string | null>(null)
  const isSaving = useRef(false)

  const save = useCallback(async () => {
    if (isSaving.current) return
    isSaving.current = true
    try {
      while (wanted.current !== null) {
        const next = wanted.current
        wanted.current = null
        const { saved } = await desk.act('conversation.save-draft', { conversationId, text: next })
        setUnsaved(!saved)
      }
    } catch {
      setUnsaved(true)
    } finally {
      isSaving.current = false
    }
  }, [conversationId])

  useEffect(() => {
    let isGone = false
    const show = (saved: string) => {
      if (!isGone) setLocal((typed) => typed ?? saved)
    }
    desk.query('conversation.draft', { conversationId }).then(
      (draft) => show(draft?.text ?? ''),
      () => show('')
    )
    return () => {
      isGone = true
    }
  }, [conversationId])

  const setText = useCallback(
    (next: string) => {
      setLocal(next)
      wanted.current = next
      void save()
    },
    [save]
  )
  return { text, setText, isUnsaved }
}
