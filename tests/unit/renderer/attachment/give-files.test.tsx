import { act, fireEvent } from '@testing-library/react'
import type { ComponentProps } from 'react'
import { beforeEach, expect, test } from 'vitest'
import { ConversationId } from '#shared/base/ids.ts'
import type { Reply } from '#shared/contract/bridge.ts'
import type { Attachment } from '#shared/features/attachment/entities.ts'
import { BlobHash } from '#shared/features/attachment/entities.ts'
import { renderUi } from '../ui/render-ui.tsx'

const CHAT = ConversationId.parse('chat')
const HASH = BlobHash.parse('a'.repeat(64))
const PICTURE = { sha256: HASH, name: 'cat.png', sizeBytes: 3, mediaType: 'image/png' } as Attachment
const FILE = new File(['cat'], 'cat.png', { type: 'image/png' })

/** What main is asked to do with the draft's files, and answers that wait until the test gives them. */
const asked: object[] = []
let copied: (reply: Reply) => void
let saved: (reply: Reply) => void

Object.assign(window, {
  desk: {
    addFile: () =>
      new Promise<Reply>((resolve) => {
        copied = resolve
      }),
    query: async () => ({ ok: true, value: null }),
    subscribe: () => () => undefined,
    act: (name: string, args: object) => {
      if (name !== 'conversation.change-draft-files')
        return Promise.resolve({ ok: true, value: { ok: true } })
      asked.push(args)
      return new Promise<Reply>((resolve) => {
        saved = resolve
      })
    }
  }
})
const { giveFiles } = await import('../../../../src-renderer/features/attachment/give-files.ts')
const { incoming, useIncomingStore } = await import(
  '../../../../src-renderer/features/attachment/incoming.ts'
)

const { useIncoming } = await import('../../../../src-renderer/features/attachment/use-incoming.ts')
const { FileChips } = await import('../../../../src-renderer/features/conversation/composer/file-chips.tsx')

beforeEach(() => {
  asked.length = 0
  useIncomingStore.setState({ files: [] })
})

const ids = () => useIncomingStore.getState().files.map(({ id }) => id)
const remove = () => incoming.takeBack(ids())
const copy = () => copied({ ok: true, value: { ok: true, attachment: PICTURE } })
const turn = () => new Promise((resolve) => setTimeout(resolve))

test('[AT2] a file that is given is copied and put into the draft', async () => {
  const given = giveFiles(CHAT, [FILE])
  copy()
  await turn()
  saved({ ok: true, value: { saved: true, left: [] } })
  expect(await given).toEqual({ added: 1, refusals: [] })
  expect(asked).toEqual([{ conversationId: CHAT, add: [PICTURE] }])
})

test('[AT2] a file that is removed while it is copied never gets into the draft', async () => {
  const given = giveFiles(CHAT, [FILE])
  remove()
  copy()
  expect(await given).toEqual({ added: 0, refusals: [] })
  expect(asked).toEqual([])
})

/** The chips of a composer, over a draft that main has told of. */
function Chips({ attachments }: { attachments: readonly Attachment[] }) {
  const composing = {
    header: { conversationId: CHAT },
    content: { attachments },
    incoming: useIncoming(CHAT, attachments),
    changeFiles: (change: object) => asked.push({ conversationId: CHAT, ...change }),
    inputRef: { current: null }
  }
  return <FileChips composing={composing as unknown as ComponentProps<typeof FileChips>['composing']} />
}

test('[AT2] a file that is removed while it is put into the draft is taken out again', async () => {
  const { findByRole, queryByRole } = renderUi(<Chips attachments={[]} />)
  await act(async () => {
    void giveFiles(CHAT, [FILE])
    copy()
    await turn()
  })
  fireEvent.click(await findByRole('button', { name: 'Remove cat.png' }))
  await act(async () => saved({ ok: true, value: { saved: true, left: [] } }))
  expect(asked).toEqual([
    { conversationId: CHAT, add: [PICTURE] },
    { conversationId: CHAT, remove: [HASH] }
  ])
  expect(queryByRole('list', { name: 'Attached files' })).toBeNull()
})

test('[AT2] a file that is removed as soon as the draft shows it does not come back', async () => {
  const { findByRole, queryByRole, rerender } = renderUi(<Chips attachments={[]} />)
  await act(async () => {
    void giveFiles(CHAT, [FILE])
    copy()
    await turn()
  })
  // main tells of the draft before it answers
  rerender(<Chips attachments={[PICTURE]} />)
  fireEvent.click(await findByRole('button', { name: 'Remove cat.png' }))
  rerender(<Chips attachments={[]} />)
  await act(async () => saved({ ok: true, value: { saved: true, left: [] } }))
  expect(asked.at(-1)).toEqual({ conversationId: CHAT, remove: [HASH] })
  expect(queryByRole('list', { name: 'Attached files' })).toBeNull()
})
