import { beforeEach, expect, test } from 'vitest'
import { ConversationId } from '#shared/base/ids.ts'
import type { Reply } from '#shared/contract/bridge.ts'
import type { Attachment } from '#shared/features/attachment/entities.ts'
import { BlobHash } from '#shared/features/attachment/entities.ts'

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
    act: (_name: string, args: object) => {
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

beforeEach(() => {
  asked.length = 0
  useIncomingStore.setState({ files: [] })
})

const remove = () => incoming.drop(useIncomingStore.getState().files.map(({ id }) => id))
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

test('[AT2] a file that is removed while it is put into the draft is taken out again', async () => {
  const given = giveFiles(CHAT, [FILE])
  copy()
  await turn()
  remove()
  saved({ ok: true, value: { saved: true, left: [] } })
  await given
  expect(asked.at(-1)).toEqual({ conversationId: CHAT, remove: [HASH] })
})
