import { useCallback, useEffect, useRef, useState } from 'react'
import type { ConversationId } from '#shared/base/ids.ts'
import type { Attachment } from '#shared/features/attachment/entities.ts'
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

const isStaying =
  (leaving: ReadonlySet<string>) =>
  ({ sha256 }: Attachment) =>
    !leaving.has(sha256)

/**
 * The draft of one conversation, saved as it is typed: one save is on its way at a time, and the newest goes next, so what is on
 * disk is never older than one save. Its files are main's to add and remove, because they also come from elsewhere.
 */
export function useDraft(conversationId: ConversationId): DraftState {
  const [content, setContent] = useState<DraftContent | null>(null)
  const [isUnsaved, setUnsaved] = useState(false)
  const wanted = useRef<Change | null>(null)
  const isSaving = useRef(false)
  /** files that are being taken out: they are gone from the screen at once, so that no key sends them again */
  const leaving = useRef(new Set<string>())
  /** grows with each reading: of two that are under way the later one knows better */
  const readings = useRef(0)

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

  const read = useCallback(async () => {
    const mine = ++readings.current
    const draft = await desk.query('conversation.draft', { conversationId }).catch(() => undefined)
    if (mine !== readings.current) return
    if (draft === undefined) return setContent((typed) => typed ?? NOTHING)
    const { attachments, ...rest } = draft ?? NOTHING
    const staying = attachments.filter(isStaying(leaving.current))
    // what is typed here is newer than what is on disk
    setContent((typed) => ({ ...(typed ?? rest), attachments: staying }))
  }, [conversationId])

  useEffect(() => {
    void read()
    return desk.subscribe((topics) => {
      if (topics.includes(`draft:${conversationId}`)) void read()
    })
  }, [conversationId, read])

  const change = useCallback(
    (next: Change) => {
      setContent((now) => ({ ...(now ?? NOTHING), ...next }))
      wanted.current = { ...wanted.current, ...next }
      void save()
    },
    [save]
  )
  const changeFiles: Composing['changeFiles'] = useCallback(
    async ({ add = [], remove = [] }) => {
      for (const hash of remove) leaving.current.add(hash)
      for (const { sha256 } of add) leaving.current.delete(sha256)
      setContent((now) => now && { ...now, attachments: now.attachments.filter(isStaying(leaving.current)) })
      const { saved } = await desk
        .act('conversation.change-draft-files', { conversationId, add: [...add], remove: [...remove] })
        .catch(() => ({ saved: false }))
      for (const hash of remove) leaving.current.delete(hash)
      setUnsaved(!saved)
      void read()
    },
    [conversationId, read]
  )
  return { content, change, changeFiles, isUnsaved }
}
