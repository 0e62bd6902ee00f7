import type { ConversationId } from '#shared/base/ids.ts'
import type { ConversationPresence } from '#shared/features/presence/hints.ts'
import { useView } from '../../bridge/use-view.ts'

/** Who else is at a conversation now; undefined for nobody. */
export function usePresence(conversationId: ConversationId): ConversationPresence | undefined {
  const all = useView('presence.now', {}, ['presence']).data
  return all?.find((one) => one.conversationId === conversationId)
}
