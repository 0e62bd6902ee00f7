import { useCallback, useEffect, useRef, useState } from 'react'
import type { ConversationId } from '#shared/base/ids.ts'
import type { DraftContent } from '#shared/features/conversation/views.ts'
import { desk } from '../../../bridge/desk.ts'
import type { Composing } from './composing.ts'

interface DraftState extends Pick<Composing, 'change' | 'changeFiles'> {
  /** null until the saved draft has been read */
  content: DraftContent | null
  /** the disk refused the last save */
  isUnsaved: boolean
}

type Change = Parameters<Composing['change']>[0]

const NOTHING: DraftContent = { text: '', attachments: [], engagementId: null, mode: 'reply' }

/**
 * The draft of one conversation, saved as it is typed: one save is on its way at a time, and the newest goes next, so what is on
 * disk is never older than one save. Its files are main's to add and remove, because they also come from elsewhere.
 */
export function useDraft(conversationId: ConversationId): DraftState {
  const [content, setContent] = useState<DraftContent | null>(null)
  const [isUnsaved, setUnsaved] = useState(false)
  const wanted = useRef<Change | null>(null)
  const isSaving = useRef(false)

  const save = useCallback(async () => {
    if (isSaving.current) return
    isSaving.current = true
    try {
      while (wanted.current !== null) {
        const next = wanted.current
        wanted.current = null
        const { saved } = await desk.act('conversation.save-draft', { conversationId, ...next })
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
    const show = (saved: DraftContent) => {
      // what is typed here is newer than what is on disk
      if (!isGone) setContent((typed) => (typed ? { ...typed, attachments: saved.attachments } : saved))
    }
    const read = () =>
      desk.query('conversation.draft', { conversationId }).then(
        (draft) => show(draft ?? NOTHING),
        () => setContent((typed) => typed ?? NOTHING)
      )
    void read()
    const stop = desk.subscribe((topics) => {
      if (topics.includes(`draft:${conversationId}`)) void read()
    })
    return () => {
      isGone = true
      stop()
    }
  }, [conversationId])

  const change = useCallback(
    (next: Change) => {
      setContent((now) => ({ ...(now ?? NOTHING), ...next }))
      wanted.current = { ...wanted.current, ...next }
      void save()
    },
    [save]
  )
  const changeFiles: Composing['changeFiles'] = useCallback(
    ({ add = [], remove = [] }) => {
      desk
        .act('conversation.change-draft-files', { conversationId, add: [...add], remove: [...remove] })
        .then(
          ({ saved }) => setUnsaved(!saved),
          () => setUnsaved(true)
        )
    },
    [conversationId]
  )
  return { content, change, changeFiles, isUnsaved }
}
