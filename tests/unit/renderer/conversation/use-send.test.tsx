import { act, renderHook } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import { ConversationId } from '#shared/base/ids.ts'
import { type Attachment, BlobHash } from '#shared/features/attachment/entities.ts'
import type { DraftContent } from '#shared/features/conversation/views.ts'

const CHAT = ConversationId.parse('chat')
const HASH = BlobHash.parse('a'.repeat(64))
const PICTURE = { sha256: HASH, name: 'cat.png', sizeBytes: 3, mediaType: 'image/png' } as Attachment

/** What main is asked to queue; its answer to a change of the draft's files waits until the test gives it. */
const queued: { args: { text: string; attachments?: unknown[] } }[] = []
let stored: DraftContent
let filesChanged: () => void = () => undefined

Object.assign(window, {
  desk: {
    query: async () => ({ ok: true, value: stored }),
    submit: async (request: (typeof queued)[number]) => {
      queued.push(request)
      return { ok: true, value: { ok: true, opId: `op-${queued.length}` } }
    },
    act: async (name: string) => {
      if (name === 'conversation.change-draft-files')
        await new Promise<void>((resolve) => {
          filesChanged = resolve
        })
      return { ok: true, value: { saved: true, left: [] } }
    },
    subscribe: () => () => undefined
  }
})
const { useDraft } = await import('../../../../src-renderer/features/conversation/composer/use-draft.ts')
const { useSend } = await import('../../../../src-renderer/features/conversation/composer/use-send.ts')

beforeEach(() => {
  queued.length = 0
})

/** The draft of a composer and what sends it. */
async function composer(draft: Partial<DraftContent>) {
  stored = { text: '', attachments: [], engagementId: null, mode: 'reply', ...draft }
  const header = { conversationId: CHAT, ownerVersion: 1, inboundSeq: 1 } as never
  const rendered = renderHook(() => {
    const draft = useDraft(CHAT)
    return { draft, ...useSend({ ...draft, header, inputRef: { current: null } }) }
  })
  await act(async () => undefined)
  return rendered
}

test('[CH9] the key that sends, held down, sends a draft once', async () => {
  const { result } = await composer({ text: 'Hello' })
  await act(async () => {
    // the same draft is on screen until React has painted the next one
    const { send } = result.current
    await send(false)
    await send(false)
  })
  expect(queued.map(({ args }) => args.text)).toEqual(['Hello'])
})

test('[CH9] files that have gone are not sent once more while the draft lets go of them', async () => {
  const { result } = await composer({ text: 'Hello', attachments: [PICTURE] })
  await act(async () => result.current.send(false))
  await act(async () => result.current.send(false))
  expect(queued).toHaveLength(1)
  expect(result.current.draft.content?.attachments).toEqual([])

  stored = { ...stored, attachments: [] }
  await act(async () => filesChanged())
  expect(result.current.draft.content?.attachments).toEqual([])
})
