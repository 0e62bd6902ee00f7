import { preloadView } from '../bridge/use-view.ts'
import { preloadInbox } from '../features/conversation/inbox/use-inbox.ts'

/** A desk that answers later than this shows its frame first, and fills it then. */
const LONGEST_MS = 400

/**
 * Asks main at once for all that the first paint shows, so that the window is painted once and whole instead of piece by
 * piece as the answers come. A View that fails is read again by the component that needs it.
 */
export async function readFirstViews(): Promise<void> {
  const asked = Promise.all([
    preloadView('session.current', {}, ['session']),
    preloadView('settings.current', {}, ['settings']),
    preloadInbox(),
    preloadView('conversation.counts', { channelId: null }, ['inbox']),
    preloadView('conversation.channels', {}, ['channels']),
    preloadView('sync.status', {}, ['status'])
  ])
  await Promise.race([asked, new Promise((resolve) => setTimeout(resolve, LONGEST_MS))])
}
