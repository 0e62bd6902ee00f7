import { type EngagementCard, type EngagementType, titleOf } from '#shared/features/engagement/content.ts'
import { TYPE_WORDS } from '#shared/features/engagement/words.ts'

/** Those of a type in whose title, type or text every word of a query is found. */
export function matching(
  cards: readonly EngagementCard[],
  type: EngagementType | 'all',
  query: string
): EngagementCard[] {
  const words = folded(query).split(/\s+/).filter(Boolean)
  return cards.filter((card) => {
    if (type !== 'all' && card.content.type !== type) return false
    const text = folded(`${titleOf(card.content)} ${TYPE_WORDS[card.content.type]} ${textOf(card)}`)
    return words.every((word) => text.includes(word))
  })
}

function textOf({ content }: EngagementCard): string {
  if (content.type === 'message') return content.text
  return 'description' in content ? content.description : ''
}

function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}
