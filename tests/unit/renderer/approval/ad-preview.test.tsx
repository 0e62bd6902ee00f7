import { fireEvent, waitFor } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import { RequestId } from '#shared/base/ids.ts'
import type { Reply } from '#shared/contract/bridge.ts'
import { ad } from '#shared/features/approval/kinds/ad.ts'
import type { Preview } from '#shared/features/approval/kinds/kind.ts'
import { attachmentOf } from '../../../harness/files.ts'
import { CONTENTS } from '../../../harness/requests.ts'
import { renderUi } from '../ui/render-ui.tsx'

const ASK = RequestId.parse('ask')
const PICTURE = attachmentOf('bike.png', Buffer.from('a picture'))
const FILM = attachmentOf('bike.mp4', Buffer.from('a film'), 'video/mp4')

/** What main is asked for, and the answers that the test gives. */
const asked: { name: string; args: object }[] = []
const answers: ((reply: Reply) => void)[] = []

Object.assign(window, {
  desk: {
    query: async () => ({ ok: true, value: { link: 'online' } }),
    subscribe: () => () => undefined,
    act: (name: string, args: object) => {
      asked.push({ name, args })
      return new Promise<Reply>((resolve) => answers.push(resolve))
    }
  }
})
const { RequestPreview } = await import('../../../../src-renderer/features/approval/request-preview.tsx')

beforeEach(() => {
  asked.length = 0
  answers.length = 0
})

type Format = Extract<Preview, { shape: 'ad' }>['format']

/** The preview as the Kind makes it, of an ad with this upload. */
function paint(format: Format, file: typeof PICTURE | null) {
  const content = {
    ...CONTENTS.ad,
    format,
    image: file?.name ?? 'bike.png',
    ...(file && { imageSha256: file.sha256 })
  }
  const preview = ad.preview(content, file ? [file] : [])
  if (!preview) throw new Error('an ad has a preview')
  return renderUi(<RequestPreview requestId={ASK} preview={preview} locale="en" />)
}

/** Answers every question that waits. */
async function answer(value: object): Promise<void> {
  await waitFor(() => expect(answers.length).toBeGreaterThan(0))
  for (const reply of answers.splice(0)) reply({ ok: true, value })
}

test.each(['banner', 'interstitial', 'native'] as const)(
  '[PM4] a picture is fetched, stands in its place of a %s with its name as its words, and opens large',
  async (format) => {
    const screen = paint(format, PICTURE)
    expect(screen.getByRole('status').textContent).toContain('being fetched')
    expect(screen.queryByRole('img')).toBeNull()
    await answer({ outcome: 'here' })
    const img = await screen.findByAltText('bike.png')
    expect(img.getAttribute('src')).toBe(`attachment://desk/ask/${PICTURE.sha256}`)
    expect(img.closest('[data-format]')?.getAttribute('data-format')).toBe(format)
    expect(screen.queryByRole('status')).toBeNull()
    expect(asked[0]).toEqual({
      name: 'attachment.fetch',
      args: { conversationId: 'ask', sha256: PICTURE.sha256 }
    })
    await screen.person.click(screen.getByRole('button', { name: 'Open the picture of the ad: bike.png' }))
    expect(await screen.findByRole('dialog')).toBeDefined()
  }
)

test('[PM4] a picture that is not here says why, and is asked for again', async () => {
  const screen = paint('banner', PICTURE)
  await answer({ outcome: 'failed', message: 'bike.png is not on this computer yet.' })
  await waitFor(() => expect(screen.getByRole('status').textContent).toContain('not on this computer yet'))
  expect(screen.queryByAltText('bike.png')).toBeNull()
  await screen.person.click(screen.getByRole('button', { name: 'Try again' }))
  await answer({ outcome: 'here' })
  const img = await screen.findByAltText('bike.png')
  // bytes that no picture comes of
  fireEvent.error(img)
  await waitFor(() => expect(screen.getByRole('status').textContent).toContain('bike.png could not be shown'))
})

test('[PM4] a video plays in its place when it is asked for', async () => {
  const screen = paint('video', FILM)
  expect(asked).toEqual([])
  await screen.person.click(screen.getByRole('button', { name: 'Play' }))
  await answer({ outcome: 'here' })
  const video = await screen.findByLabelText('bike.mp4')
  expect(video.getAttribute('src')).toBe(`attachment://desk/ask/${FILM.sha256}`)
  expect(video.closest('[data-format="video"]')).not.toBeNull()
})

test('[PM4] without an upload the name is told, and nothing is fetched', async () => {
  const screen = paint('banner', null)
  expect(screen.getByText(/sent the name only/).textContent).toContain('bike.png')
  expect(screen.queryByAltText('bike.png')).toBeNull()
  expect(asked).toEqual([])
})
