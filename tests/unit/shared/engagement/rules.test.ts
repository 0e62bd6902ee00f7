import { describe, expect, test } from 'vitest'
import { ChannelId, EngagementId } from '#shared/base/ids.ts'
import { type Recipient, whyUnavailable } from '#shared/features/engagement/availability.ts'
import {
  type ContentOf,
  EngagementContent,
  missingIn,
  withFiles
} from '#shared/features/engagement/content.ts'
import { safeLink } from '#shared/features/engagement/follower-rules.ts'
import { furthest, isFurther } from '#shared/features/engagement/outcome.ts'

const NOW_MS = 1_000_000
const picture = { sha256: 'a'.repeat(64), name: 'a.png', sizeBytes: 10, mediaType: 'image/png' }
const sound = { ...picture, name: 'a.wav', mediaType: 'audio/wav' }
const channelId = ChannelId.parse('coffee')

const coupon: ContentOf<'coupon'> = {
  type: 'coupon',
  name: 'Free coffee',
  description: '',
  image: picture,
  code: 'NW-1',
  redemption: 'scan',
  validUntilMs: NOW_MS + 1
}
const promo: ContentOf<'promo'> = {
  type: 'promo',
  name: 'Refill',
  description: 'Bring your cup',
  buttonText: 'More info',
  url: 'https://coffee.example/refill',
  assets: [picture]
}
const message: ContentOf<'message'> = {
  type: 'message',
  title: 'Bean of the month',
  text: 'Ethiopia',
  media: null,
  startsAtMs: NOW_MS,
  endsAtMs: NOW_MS + 10
}
const ringtone: ContentOf<'ringtone'> = {
  type: 'ringtone',
  name: 'Neon',
  files: [sound],
  pricePoints: 0,
  bonusPoints: 0
}

describe('[EN2] what is available to a follower', () => {
  const engagement = { id: EngagementId.parse('e'), channelId, state: 'active', content: coupon } as const
  const recipient: Recipient = { channelId, outcome: null, nowMs: NOW_MS }

  test('an active one of the channel, within its time', () => {
    expect(whyUnavailable(engagement, recipient)).toBeNull()
    expect(whyUnavailable(engagement, { ...recipient, engagementTypes: ['coupon'] })).toBeNull()
  })
  test.each([
    ['not_active', { state: 'draft' as const }, {}],
    ['not_active', { state: 'finished' as const }, {}],
    ['other_channel', {}, { channelId: ChannelId.parse('radio') }],
    ['type_not_in_package', {}, { engagementTypes: ['message' as const] }],
    ['type_not_in_package', {}, { engagementTypes: [] }],
    ['not_entitled', {}, { barredEngagements: [engagement.id] }],
    ['already_redeemed', {}, { outcome: 'redeemed' as const }],
    ['already_sent', {}, { outcome: 'sent' as const }],
    ['already_sent', { content: ringtone }, { outcome: 'opened' as const }],
    ['expired', {}, { nowMs: NOW_MS + 1 }],
    ['not_started', { content: message }, { nowMs: NOW_MS - 1 }],
    ['expired', { content: message }, { nowMs: NOW_MS + 10 }]
  ])('%s', (why, its, theirs) => {
    expect(whyUnavailable({ ...engagement, ...its }, { ...recipient, ...theirs })).toBe(why)
  })
  test.each([message, promo])('[CF13] what is only read may come again: $type', (content) => {
    expect(whyUnavailable({ ...engagement, content }, { ...recipient, outcome: 'opened' })).toBeNull()
  })
})

describe('[EN3] fields and limits', () => {
  test.each([
    ['a name of 81', { ...coupon, name: 'x'.repeat(81) }],
    ['an internal title of 81', { ...message, title: 'x'.repeat(81) }],
    ['a text of 2001', { ...message, text: 'x'.repeat(2001) }],
    ['a description of 2001', { ...promo, description: 'x'.repeat(2001) }],
    ['six assets', { ...promo, assets: Array(6).fill(picture) }],
    ['half a point', { ...ringtone, pricePoints: 0.5 }],
    ['a negative price', { ...ringtone, pricePoints: -1 }],
    ['an unknown redemption', { ...coupon, redemption: 'wish' }]
  ])('refuses %s', (_case, content) => {
    expect(EngagementContent.safeParse(content).success).toBe(false)
  })

  test('a whole one lacks nothing', () => {
    for (const content of [coupon, promo, message, ringtone]) {
      expect(EngagementContent.parse(content)).toEqual(content)
      expect(missingIn(content, NOW_MS)).toEqual([])
    }
  })
  test.each([
    ['Give it a name.', { ...coupon, name: ' ' }],
    ['Enter the code.', { ...coupon, code: '', redemption: 'click' as const }],
    ['A code that is scanned', { ...coupon, code: 'free-coffee' }],
    ['Its end is in the past.', { ...coupon, validUntilMs: NOW_MS }],
    ['Add at least one image or video.', { ...promo, assets: [] }],
    ['The button needs an address', { ...promo, url: 'javascript:alert(1)' }],
    ['The end must come after the start.', { ...message, startsAtMs: NOW_MS + 20 }],
    ['Write a text', { ...message, text: '' }],
    ['Add a sound file.', { ...ringtone, files: [] }],
    ['Every file must be a sound file.', { ...ringtone, files: [picture] }],
    ['Every file must be an image.', { ...ringtone, type: 'wallpaper' as const }]
  ])('says what is missing: %s', (lack, content) => {
    expect(missingIn(content, NOW_MS).join(' ')).toContain(lack)
  })

  test('changes each file in place', () => {
    expect(withFiles(promo, (file) => ({ ...file, name: 'b.png' }))).toMatchObject({
      assets: [{ name: 'b.png' }]
    })
    expect(withFiles(coupon, (file) => ({ ...file, name: 'b.png' }))).toMatchObject({
      image: { name: 'b.png' }
    })
  })
})

describe('[EN4] links and outcomes', () => {
  test.each(['https://a.example', 'http://a.example/x?y=1#z', 'HTTPS://münchen.example/ä'])(
    'leads to %s',
    (url) => {
      expect(safeLink(url)).toBe(url)
    }
  )
  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'https://bank.example@evil.example/',
    'https:\\\\evil.example',
    'https://a.example/" onclick="x',
    '//a.example',
    'https://'
  ])('does not lead to %s', (url) => expect(safeLink(url)).toBeNull())

  test('an outcome includes those before it', () => {
    expect(isFurther('redeemed', 'seen')).toBe(true)
    expect(isFurther('seen', 'opened')).toBe(false)
    expect(isFurther('opened', 'opened')).toBe(false)
    expect(furthest(['seen', 'redeemed', 'sent'])).toBe('redeemed')
    expect(furthest([])).toBeNull()
  })
})
