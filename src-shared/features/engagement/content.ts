import { z } from 'zod'
import { EngagementId } from '../../base/ids.ts'
import { Attachment } from '../attachment/entities.ts'
import { safeLink } from './follower-rules.ts'

export const EngagementType = z.enum(['message', 'promo', 'coupon', 'sticker-pack', 'ringtone', 'wallpaper'])
export type EngagementType = z.infer<typeof EngagementType>

/** Of these a follower gets each engagement once: what is redeemed, or owned. A message or a promo may come again. */
const ONCE: ReadonlySet<EngagementType> = new Set(['coupon', 'sticker-pack', 'ringtone', 'wallpaper'])

/** Whether a follower gets an engagement of this type no more than once. */
export function goesOnce(type: EngagementType): boolean {
  return ONCE.has(type)
}

/** Read at the cash desk, good for some minutes, taken with a click, or used by being seen. */
export const Redemption = z.enum(['scan', 'timed', 'click', 'automatic'])
export type Redemption = z.infer<typeof Redemption>

export const NAME_MAX_CHARS = 80
export const TEXT_MAX_CHARS = 2000
export const BUTTON_MAX_CHARS = 40
export const CODE_MAX_CHARS = 48
export const PROMO_MAX_ASSETS = 5
export const GOODS_MAX_FILES = 30
export const POINTS_MAX = 1_000_000
export const DEFAULT_BUTTON_TEXT = 'More info'

const name = z.string().max(NAME_MAX_CHARS)
const text = z.string().max(TEXT_MAX_CHARS)
const when = z.number().int().nullable()
const points = z.number().int().nonnegative().max(POINTS_MAX)
const goods = {
  name,
  files: z.array(Attachment).max(GOODS_MAX_FILES),
  pricePoints: points,
  bonusPoints: points
}

/** The fields of each type, within their limits. A draft may lack what `missingIn` tells. */
export const EngagementContent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('message'),
    /** for the people at the desks; followers never see it */
    title: name,
    text,
    /** one image or one video */
    media: Attachment.nullable(),
    startsAtMs: when,
    endsAtMs: when
  }),
  z.object({
    type: z.literal('promo'),
    name,
    description: text,
    buttonText: z.string().max(BUTTON_MAX_CHARS),
    url: z.string().max(2000),
    assets: z.array(Attachment).max(PROMO_MAX_ASSETS)
  }),
  z.object({
    type: z.literal('coupon'),
    name,
    description: text,
    image: Attachment.nullable(),
    code: z.string().max(CODE_MAX_CHARS),
    redemption: Redemption,
    validUntilMs: when
  }),
  z.object({ type: z.literal('sticker-pack'), ...goods }),
  z.object({ type: z.literal('ringtone'), ...goods }),
  z.object({ type: z.literal('wallpaper'), ...goods })
])
export type EngagementContent = z.infer<typeof EngagementContent>
export type ContentOf<Type extends EngagementType> = Extract<EngagementContent, { type: Type }>

/** An engagement within a message, as it was when it was sent. */
export const EngagementCard = z.object({ engagementId: EngagementId, content: EngagementContent })
export type EngagementCard = z.infer<typeof EngagementCard>

/** What the people at the desks call it. */
export function titleOf(content: EngagementContent): string {
  return content.type === 'message' ? content.title : content.name
}

/** The files that it names, each once. */
export function filesOfContent(content: EngagementContent): Attachment[] {
  const files = namedFiles(content)
  return files.filter((file, at) => files.findIndex(({ sha256 }) => sha256 === file.sha256) === at)
}

function namedFiles(content: EngagementContent): readonly Attachment[] {
  switch (content.type) {
    case 'message':
      return content.media ? [content.media] : []
    case 'promo':
      return content.assets
    case 'coupon':
      return content.image ? [content.image] : []
    default:
      return content.files
  }
}

/** When it begins and ends to be offered; null for no end, or from ever. */
export function offeredWithin(content: EngagementContent): { fromMs: number | null; untilMs: number | null } {
  if (content.type === 'message') return { fromMs: content.startsAtMs, untilMs: content.endsAtMs }
  return { fromMs: null, untilMs: content.type === 'coupon' ? content.validUntilMs : null }
}

const FILES_OF: Record<'sticker-pack' | 'ringtone' | 'wallpaper', { what: string; media: string }> = {
  'sticker-pack': { what: 'an image', media: 'image/' },
  ringtone: { what: 'a sound file', media: 'audio/' },
  wallpaper: { what: 'an image', media: 'image/' }
}

/** What keeps it from being activated, as sentences for the person; empty when nothing does. */
export function missingIn(content: EngagementContent, nowMs: number): string[] {
  const lacks: (string | false)[] = [titleOf(content).trim() === '' && 'Give it a name.']
  const { fromMs, untilMs } = offeredWithin(content)
  switch (content.type) {
    case 'message':
      lacks.push(
        content.text.trim() === '' && content.media === null && 'Write a text, or add an image or a video.',
        content.media !== null &&
          !isPicture(content.media) &&
          'The media of a message is an image or a video.',
        fromMs !== null && untilMs !== null && fromMs >= untilMs && 'The end must come after the start.'
      )
      break
    case 'promo':
      lacks.push(
        content.description.trim() === '' && 'Write a description.',
        content.assets.length === 0 && 'Add at least one image or video.',
        !content.assets.every(isPicture) && 'The assets of a promo are images or videos.',
        safeLink(content.url) === null && 'The button needs an address that begins with https:// or http://.',
        content.buttonText.trim() === '' && 'The button needs a text.'
      )
      break
    case 'coupon':
      lacks.push(
        content.code.trim() === '' && 'Enter the code.',
        content.redemption === 'scan' &&
          !isScannable(content.code) &&
          'A code that is scanned has digits, capital letters and - . $ / + % or spaces only.',
        content.image !== null &&
          !content.image.mediaType.startsWith('image/') &&
          'The picture must be an image.'
      )
      break
    default: {
      const { what, media } = FILES_OF[content.type]
      lacks.push(
        content.files.length === 0 && `Add ${what}.`,
        !content.files.every(({ mediaType }) => mediaType.startsWith(media)) && `Every file must be ${what}.`
      )
    }
  }
  lacks.push(untilMs !== null && untilMs <= nowMs && 'Its end is in the past.')
  return lacks.filter((lack) => lack !== false)
}

function isPicture({ mediaType }: Attachment): boolean {
  return /^(image|video)\//.test(mediaType)
}

/** Whether a code can be drawn as bars (Code 39). */
function isScannable(code: string): boolean {
  return /^[0-9A-Z \-.$/+%]+$/.test(code)
}

/** The same content with each of its files changed. */
export function withFiles(
  content: EngagementContent,
  change: (file: Attachment) => Attachment
): EngagementContent {
  switch (content.type) {
    case 'message':
      return { ...content, media: content.media && change(content.media) }
    case 'promo':
      return { ...content, assets: content.assets.map(change) }
    case 'coupon':
      return { ...content, image: content.image && change(content.image) }
    default:
      return { ...content, files: content.files.map(change) }
  }
}
