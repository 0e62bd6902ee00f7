import type { Clock } from '#shared/base/clock.ts'
import type { ConversationId } from '#shared/base/ids.ts'
import type { Topic } from '#shared/contract/ipc.ts'
import {
  type ConversationPresence,
  HINT_LIFE_MS,
  Hint,
  type OwnHint
} from '#shared/features/presence/hints.ts'

interface HintsOptions {
  clock: Clock
  /** whether others can be heard now */
  isOnline(): boolean
  say(hint: OwnHint): void
  tell(topics: Topic[]): void
}

export interface Hints {
  heard(raw: unknown): void
  /** Says what this person does; offline nobody is told. */
  say(own: OwnHint): void
  /** Everybody has gone, as far as this desk can tell. */
  clear(): void
  now(): ConversationPresence[]
}

interface Held extends Hint {
  cancel(): void
}

/** What others do at conversations, each forgotten when it is not said again in time. Kept in memory only. */
export function createHints({ clock, isOnline, say, tell }: HintsOptions): Hints {
  const held = new Map<string, Held>()
  const keyOf = ({ conversationId, by }: Hint) =>
    `${conversationId} ${by.kind === 'colleague' ? by.userId : by.kind}`

  function forget(key: string): void {
    held.get(key)?.cancel()
    if (held.delete(key)) tell(['presence'])
  }

  return {
    heard(raw) {
      const hint = Hint.safeParse(raw)
      if (!hint.success) return
      const key = keyOf(hint.data)
      const { doing } = hint.data
      if (doing === 'gone') return forget(key)
      const before = held.get(key)
      before?.cancel()
      const cancel = clock.after(HINT_LIFE_MS[doing], () => forget(key))
      held.set(key, { ...hint.data, cancel })
      if (before?.doing !== doing) tell(['presence'])
    },
    say(own) {
      if (isOnline()) say(own)
    },
    clear() {
      for (const { cancel } of held.values()) cancel()
      if (held.size === 0) return
      held.clear()
      tell(['presence'])
    },
    now() {
      if (!isOnline()) return []
      const byConversation = new Map<ConversationId, ConversationPresence>()
      for (const { conversationId, by, doing } of held.values()) {
        if (doing === 'gone') continue
        const there = byConversation.get(conversationId) ?? {
          conversationId,
          isFollowerTyping: false,
          colleagues: []
        }
        if (by.kind === 'follower') there.isFollowerTyping = true
        else there.colleagues.push({ userId: by.userId, name: by.name, doing })
        byConversation.set(conversationId, there)
      }
      return [...byConversation.values()]
    }
  }
}
