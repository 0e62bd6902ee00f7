import {
  DEFAULT_BUTTON_TEXT,
  type EngagementContent,
  type EngagementType
} from '#shared/features/engagement/content.ts'

/** What a new engagement of a type begins with. */
export function emptyContent(type: EngagementType): EngagementContent {
  switch (type) {
    case 'message':
      return { type, title: '', text: '', media: null, startsAtMs: null, endsAtMs: null }
    case 'promo':
      return { type, name: '', description: '', buttonText: DEFAULT_BUTTON_TEXT, url: '', assets: [] }
    case 'coupon':
      return {
        type,
        name: '',
        description: '',
        image: null,
        code: '',
        redemption: 'scan',
        validUntilMs: null
      }
    default:
      return { type, name: '', files: [], pricePoints: 0, bonusPoints: 0 }
  }
}
