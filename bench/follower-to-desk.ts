import path from 'node:path'
import { prepare } from './data/prepared.ts'
import type { Figure } from './figure.ts'
import { timeArrivals } from './live/arrivals.ts'
import { openBareChat } from './live/bare-chat.ts'
import { joinChannel } from './live/follower.ts'
import type { Scale } from './scale.ts'
import { percentile, round } from './statistics.ts'
import { launchBare, launchDesk, query, untilOnline } from './window/desk.ts'
import { open, until } from './window/open-conversation.ts'

const ONLINE_WITHIN_MS = 20_000
const SLUG = 'acme-care'

/** A follower writes, the desk paints: through the real server, beside a bare socket.io server and a bare page. */
export async function followerToDesk({ large, sends }: Scale): Promise<Figure[]> {
  const prepared = await prepare(large)
  const own = await prepared.withServer(async ({ url }) => {
    const follower = await joinChannel(url, SLUG, 'Bench Follower')
    const desk = launchDesk(prepared)
    try {
      await desk.readyMs
      await untilOnline(desk, ONLINE_WITHIN_MS)
      await open(desk, follower.conversationId)
      const times = await timeArrivals(desk, sends, follower.send)
      const { unsent } = await query(desk, 'sync.status', {})
      return { times, unsent }
    } finally {
      await desk.quit()
    }
  })
  const chat = await openBareChat()
  const bare = launchBare(`${prepared.profile}-bare`, {
    BENCH_PAGE: path.resolve('bench/bare-window/live.html'),
    BENCH_LIVE: chat.url
  })
  try {
    await bare.readyMs
    await until(bare, 'the connection', `document.body.dataset.live === 'on'`)
    const floor = await timeArrivals(bare, sends, chat.send)
    const value = percentile(own.times, 0.95)
    const floorValue = percentile(floor, 0.95)
    return [
      {
        name: 'follower-to-desk',
        value: round(value),
        unit: 'ms (p95)',
        floor: 'a bare socket.io server and a page that shows what it is told',
        floorValue: round(floorValue),
        ratio: round(value / floorValue, 3),
        detail: {
          p50: round(percentile(own.times, 0.5)),
          floorP50: round(percentile(floor, 0.5)),
          messages: large.messages
        }
      }
    ]
  } finally {
    await bare.quit()
    chat.close()
  }
}
