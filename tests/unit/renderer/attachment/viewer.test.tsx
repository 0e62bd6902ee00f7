import { act, fireEvent, waitFor } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { ConversationId } from '#shared/base/ids.ts'
import { type Attachment, BlobHash } from '#shared/features/attachment/entities.ts'
import { renderUi } from '../ui/render-ui.tsx'

const picture = (letter: string) =>
  ({
    sha256: BlobHash.parse(letter.repeat(64)),
    name: `${letter}.png`,
    sizeBytes: 3,
    mediaType: 'image/png'
  }) as Attachment

/** How many pixels of a picture that is shown are here, and what a picture that is drawn before that would be. */
let loadedWidth = 0
let decoded: () => void = () => undefined
const written: number[] = []

Object.assign(window, { desk: { subscribe: () => () => undefined } })
Object.defineProperty(HTMLImageElement.prototype, 'naturalWidth', { get: () => loadedWidth })
HTMLImageElement.prototype.decode = () =>
  new Promise((resolve) => {
    decoded = resolve
  })
HTMLCanvasElement.prototype.toBlob = function (done) {
  // as Chromium does with a picture that has no pixels
  done(this.width === 0 ? null : new Blob([`${this.width}`]))
}
Object.assign(globalThis, {
  ClipboardItem: class {
    readonly content
    constructor(content: { 'image/png': Promise<Blob> }) {
      this.content = content['image/png']
    }
  }
})
const { default: Viewer } = await import('../../../../src-renderer/features/attachment/viewer.tsx')

test('[AT4] a picture that is still being loaded is zoomed and copied when it is here', async () => {
  const { getByRole, findByText } = renderUi(
    <Viewer
      conversationId={ConversationId.parse('chat')}
      images={[picture('a'), picture('b')]}
      startAt={0}
      onClose={() => undefined}
    />
  )
  // the person's tools bring a clipboard of their own
  vi.spyOn(navigator.clipboard, 'write').mockImplementation(async ([item]) => {
    const { content } = item as unknown as { content: Promise<Blob> }
    written.push(Number(await (await content).text()))
  })
  const key = (key: string, more = {}) => fireEvent.keyDown(getByRole('img'), { key, ...more })
  key('ArrowRight')
  const shown = getByRole('img', { name: 'b.png' })
  key('+')
  key('c', { ctrlKey: true })
  expect(shown.style.inlineSize).toBe('')

  loadedWidth = 300
  fireEvent.load(shown)
  expect(shown.style.inlineSize).toBe('150px')
  await act(async () => decoded())
  await waitFor(() => expect(written).toEqual([300]))
  await findByText('Picture copied')
})
