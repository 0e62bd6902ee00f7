import { act, fireEvent, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { ChannelId, EngagementId } from '#shared/base/ids.ts'
import type { Reply } from '#shared/contract/bridge.ts'
import { type Attachment, BlobHash } from '#shared/features/attachment/entities.ts'
import { emptyContent } from '../../../../src-renderer/features/engagement/room/empty-content.ts'
import { renderUi } from '../ui/render-ui.tsx'

const PICTURE = {
  sha256: BlobHash.parse('a'.repeat(64)),
  name: 'coupon.png',
  sizeBytes: 3,
  mediaType: 'image/png'
} as Attachment

/** What main is asked to keep, and the copying of a file that lasts until the test ends it. */
const submitted: { args: { content: { image: unknown } } }[] = []
let copied: (reply: Reply) => void

Object.assign(window, {
  desk: {
    query: async () => ({ ok: true, value: [] }),
    // whether the preview may show the picture
    act: async () => ({ ok: true, value: { ok: true } }),
    submit: async (request: (typeof submitted)[number]) => {
      submitted.push(request)
      return { ok: true, value: { ok: true } }
    },
    addFile: () =>
      new Promise<Reply>((resolve) => {
        copied = resolve
      }),
    subscribe: () => () => undefined
  }
})
const { EngagementForm } = await import(
  '../../../../src-renderer/features/engagement/room/engagement-form.tsx'
)

test('[EN3] a draft waits for the picture that is still being copied, and is saved with it', async () => {
  const engagementId = EngagementId.parse('summer')
  const start = {
    engagementId,
    channelId: ChannelId.parse('shop'),
    content: emptyContent('coupon'),
    filesOf: engagementId,
    edits: null
  }
  const { getByRole } = renderUi(<EngagementForm start={start} onClose={() => undefined} />)
  const save = getByRole('button', { name: 'Save draft' })
  const input = document.querySelector('input[type=file]') as HTMLInputElement
  fireEvent.change(input, { target: { files: [new File(['cat'], PICTURE.name, { type: 'image/png' })] } })
  fireEvent.click(save)
  expect(submitted).toEqual([])
  expect(save).toHaveProperty('disabled', true)

  await act(async () => copied({ ok: true, value: { ok: true, attachment: PICTURE } }))
  await waitFor(() => expect(save).toHaveProperty('disabled', false))
  // a double click makes one draft
  fireEvent.click(save)
  fireEvent.click(save)
  await waitFor(() => expect(submitted).toHaveLength(1))
  expect(submitted[0]?.args.content.image).toMatchObject({ sha256: PICTURE.sha256 })
})
