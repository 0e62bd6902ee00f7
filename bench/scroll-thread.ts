import { loadLongThread } from './data/long-thread.ts'
import { prepare } from './data/prepared.ts'
import type { Figure } from './figure.ts'
import type { Scale } from './scale.ts'
import { launchDesk, untilOnline } from './window/desk.ts'
import { open } from './window/open-conversation.ts'
import { EMPTY_BOX, emptyBoxOver, framesBeside, scrollBy } from './window/scroll.ts'

const SYNC_WITHIN_MS = 120_000
const STEP = 60

const THREAD = "document.querySelector('.thread-scroller')"
/** What all messages would take, by those that are shown. */
const heightOf = (messages: number) =>
  `(area.scrollHeight / area.querySelectorAll('li').length) * ${messages}`

/** Scrolling up through a conversation of very many messages, beside an empty box of the same height in the same window. */
export async function scrollThread({ middle, scrolled }: Scale): Promise<Figure[]> {
  const prepared = await prepare(middle)
  return prepared.withServer(async (server) => {
    const conversationId = await loadLongThread(server.url, scrolled.messages)
    const desk = launchDesk(prepared)
    try {
      await desk.readyMs
      await untilOnline(desk, SYNC_WITHIN_MS)
      await open(desk, conversationId)
      await desk.focus()
      const frames = await desk.evaluate<number[]>(scrollBy(THREAD, scrolled.frames, -STEP))
      const held = await desk.evaluate<number>("document.querySelectorAll('.thread-item').length")
      await desk.evaluate(emptyBoxOver(THREAD, heightOf(scrolled.messages), 'column-reverse'))
      const floor = await desk.evaluate<number[]>(scrollBy(EMPTY_BOX, scrolled.frames, -STEP))
      const figure = framesBeside(frames, floor)
      const detail = { messages: scrolled.messages, held, ...figure.detail }
      return [{ name: 'scroll-thread', ...figure, detail }]
    } finally {
      await desk.quit()
    }
  })
}
