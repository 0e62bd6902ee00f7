import type { FollowerChannel, FollowerMessage, FollowerThread } from '#shared/contract/wire.ts'

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
