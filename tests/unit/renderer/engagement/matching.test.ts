import { expect, test } from 'vitest'
import { EngagementId } from '#shared/base/ids.ts'
import type { EngagementContent } from '#shared/features/engagement/content.ts'
import { matching } from '../../../../src-renderer/features/engagement/picker/matching.ts'

const goods = { files: [], pricePoints: 0, bonusPoints: 0 }
const cards = (
  [
    { type: 'wallpaper', name: 'Café at night', ...goods },
    { type: 'ringtone', name: 'Night drive', ...goods },
    { type: 'message', title: 'News', text: 'Open all night', media: null, startsAtMs: null, endsAtMs: null }
  ] satisfies EngagementContent[]
).map((content, at) => ({ engagementId: EngagementId.parse(`e${at}`), content }))
const found = (type: Parameters<typeof matching>[1], query: string) =>
  matching(cards, type, query).map(({ engagementId }) => engagementId)

test('[EN1] the picker narrows by type and by words of title, type and text', () => {
  expect(found('all', '')).toEqual(['e0', 'e1', 'e2'])
  expect(found('all', 'NIGHT')).toEqual(['e0', 'e1', 'e2'])
  expect(found('all', 'cafe')).toEqual(['e0'])
  expect(found('all', 'night ring')).toEqual(['e1'])
  expect(found('message', 'night')).toEqual(['e2'])
  expect(found('coupon', '')).toEqual([])
})
