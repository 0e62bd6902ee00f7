import type {
  FollowerChannel,
  FollowerEngagement,
  FollowerMessage,
  FollowerThread
} from '#shared/contract/wire.ts'

/*
 * What the server says, checked before it is believed: an old page may meet a newer server, and a network in between
 * may answer with something else. Written by hand, because a schema library would be half of this page's weight.
 */

type Fields = Record<string, unknown>

function fields(value: unknown): Fields {
  if (typeof value !== 'object' || value === null) throw new TypeError('expected an object')
  return value as Fields
}

function text(from: Fields, name: string): string {
  const value = from[name]
  if (typeof value !== 'string') throw new TypeError(`expected a text in ${name}`)
  return value
}

function number(from: Fields, name: string): number {
  const value = from[name]
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw new TypeError(`expected a number in ${name}`)
  return value
}

function flag(from: Fields, name: string): boolean {
  const value = from[name]
  if (typeof value !== 'boolean') throw new TypeError(`expected true or false in ${name}`)
  return value
}

/** Reads a FollowerChannel, or throws. */
export function readChannel(value: unknown): FollowerChannel {
  const from = fields(value)
  return {
    slug: text(from, 'slug'),
    name: text(from, 'name'),
    partnerName: text(from, 'partnerName'),
    color: number(from, 'color'),
    chatEnabled: flag(from, 'chatEnabled')
  }
}

function direction(from: Fields): FollowerMessage['direction'] {
  if (from.direction !== 'in' && from.direction !== 'out') throw new TypeError('expected a direction')
  return from.direction
}

function list(from: Fields, name: string): unknown[] {
  const value = from[name]
  if (!Array.isArray(value)) throw new TypeError(`expected a list in ${name}`)
  return value
}

function readAttachment(value: unknown): FollowerMessage['attachments'][number] {
  const from = fields(value)
  return {
    sha256: text(from, 'sha256'),
    name: text(from, 'name'),
    sizeBytes: number(from, 'sizeBytes'),
    mediaType: text(from, 'mediaType')
  }
}

function readLimits(value: unknown): FollowerThread['fileLimits'] {
  const from = fields(value)
  return {
    image: number(from, 'image'),
    video: number(from, 'video'),
    document: number(from, 'document')
  }
}

function orNull<T>(value: unknown, read: (value: unknown) => T): T | null {
  return value === null ? null : read(value)
}

function time(from: Fields, name: string): number | null {
  return from[name] === null ? null : number(from, name)
}

const REDEMPTIONS = ['scan', 'timed', 'click', 'automatic'] as const
const OUTCOMES = ['sent', 'seen', 'opened', 'redeemed'] as const

function oneOf<Word extends string>(words: readonly Word[], from: Fields, name: string): Word {
  const word = words.find((one) => one === from[name])
  if (word === undefined) throw new TypeError(`expected a known word in ${name}`)
  return word
}

function readContent(value: unknown): FollowerEngagement['content'] {
  const from = fields(value)
  const type = oneOf(
    ['message', 'promo', 'coupon', 'sticker-pack', 'ringtone', 'wallpaper'] as const,
    from,
    'type'
  )
  switch (type) {
    case 'message':
      return {
        type,
        title: text(from, 'title'),
        text: text(from, 'text'),
        media: orNull(from.media, readAttachment),
        startsAtMs: time(from, 'startsAtMs'),
        endsAtMs: time(from, 'endsAtMs')
      }
    case 'promo':
      return {
        type,
        name: text(from, 'name'),
        description: text(from, 'description'),
        buttonText: text(from, 'buttonText'),
        url: text(from, 'url'),
        assets: list(from, 'assets').map(readAttachment)
      }
    case 'coupon':
      return {
        type,
        name: text(from, 'name'),
        description: text(from, 'description'),
        image: orNull(from.image, readAttachment),
        code: text(from, 'code'),
        redemption: oneOf(REDEMPTIONS, from, 'redemption'),
        validUntilMs: time(from, 'validUntilMs')
      }
    default:
      return {
        type,
        name: text(from, 'name'),
        files: list(from, 'files').map(readAttachment),
        pricePoints: number(from, 'pricePoints'),
        bonusPoints: number(from, 'bonusPoints')
      }
  }
}

/** Reads a FollowerEngagement, or throws. */
export function readEngagement(value: unknown): FollowerEngagement {
  const from = fields(value)
  return {
    content: readContent(from.content),
    outcome: oneOf(OUTCOMES, from, 'outcome'),
    outcomeAtMs: number(from, 'outcomeAtMs')
  }
}

/** Reads what the live link says of an engagement, or throws. */
export function readEngagementNews(value: unknown): { messageId: string; engagement: FollowerEngagement } {
  const from = fields(value)
  return { messageId: text(from, 'messageId'), engagement: readEngagement(from.engagement) }
}

/** Reads what the live link says of an agent who writes: their name, null when nobody does; or throws. */
export function readTyping(value: unknown): string | null {
  const from = fields(value)
  const name = text(from, 'name')
  return flag(from, 'typing') ? name : null
}

/** Reads a FollowerMessage, or throws. */
export function readMessage(value: unknown): FollowerMessage {
  const from = fields(value)
  return {
    id: text(from, 'id') as FollowerMessage['id'],
    position: number(from, 'position'),
    direction: direction(from),
    agentName: from.agentName === null ? null : text(from, 'agentName'),
    text: text(from, 'text'),
    attachments: list(from, 'attachments').map(readAttachment),
    engagement: from.engagement === null ? null : readEngagement(from.engagement),
    sentAtMs: number(from, 'sentAtMs')
  }
}

/** Reads a FollowerThread, or throws. */
export function readThread(value: unknown): FollowerThread {
  const from = fields(value)
  return {
    channel: readChannel(from.channel),
    follower: from.follower === null ? null : { name: text(fields(from.follower), 'name') },
    conversationId:
      from.conversationId === null
        ? null
        : (text(from, 'conversationId') as NonNullable<FollowerThread['conversationId']>),
    messages: list(from, 'messages').map(readMessage),
    lastPosition: number(from, 'lastPosition'),
    fileLimits: readLimits(from.fileLimits)
  }
}

/** Reads the code and the sentence of an ApiError; empty where the answer is not one. */
export function readProblem(value: unknown): { code: string; message: string } {
  try {
    const error = fields(fields(value).error)
    return { code: text(error, 'code'), message: text(error, 'message') }
  } catch {
    return { code: '', message: '' }
  }
}
