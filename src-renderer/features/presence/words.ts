import type { ConversationPresence } from '#shared/features/presence/hints.ts'

/** What colleagues do at a conversation, in words; null for nobody there. */
export function colleagueWords(presence: ConversationPresence | undefined): string | null {
  const colleagues = presence?.colleagues ?? []
  const writing = colleagues.filter(({ doing }) => doing === 'typing')
  const [first] = writing.length > 0 ? writing : colleagues
  if (!first) return null
  const others = colleagues.length - 1
  const does = first.doing === 'typing' ? 'is writing an answer' : 'is viewing'
  if (others === 0) return `${first.name} ${does}`
  return `${first.name} ${does}, ${others} more ${others === 1 ? 'is' : 'are'} here`
}

/** What goes on at a conversation: the follower first, then colleagues; null for nothing. */
export function presenceWords(
  presence: ConversationPresence | undefined,
  followerName: string
): string | null {
  const colleagues = colleagueWords(presence)
  const follower = presence?.isFollowerTyping ? `${followerName} is typing…` : null
  return [follower, colleagues].filter((words) => words !== null).join(' · ') || null
}
