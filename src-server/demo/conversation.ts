import type { ConversationId, MessageId, UserId } from '#shared/base/ids.ts'
import type { Conversation, Message, ReadMark } from '#shared/features/conversation/entities.ts'
import { previewOf } from '#shared/features/conversation/rules.ts'
import type { DemoChannel } from './channels.ts'
import type { ConversationPlan } from './conversation-plan.ts'
import type { Language } from './dialogues/topic.ts'
import type { DemoFollower } from './followers.ts'
import { createIds, type MakeId } from './ids.ts'
import { at, createRandom, type Random } from './random.ts'
import { dayMs, historyDays, hourMs, minuteMs, pauseMs, workingTime } from './schedule.ts'
import { type Utterance, writeSession } from './session-script.ts'
import type { DemoConversation, DemoUser } from './shapes.ts'
import { pickVoice, type Voice } from './voice.ts'

/** The people and places that a conversation may name. */
export interface World {
  seed: number
  nowMs: number
  channels: readonly DemoChannel[]
  followers: readonly DemoFollower[]
  users: readonly DemoUser[]
}

/** One visit of the follower: opened by them, answered by one agent, finished unless it is the newest. */
interface Session {
  agent: DemoUser
  spoken: (Utterance & { sentAtMs: number })[]
}

const usualSessionLength = 5.7

/** Writes one planned conversation, backwards from its last message. */
export function writeConversation(world: World, plan: ConversationPlan): DemoConversation {
  const random = createRandom(world.seed, `conversation ${plan.number}`)
  const sessions = writeSessions(world, plan, random)
  const makeId = createIds(random)
  const createdAtMs = firstSentAt(at(sessions, 0))
  const conversationId = makeId<ConversationId>(createdAtMs)
  const messages = numberMessages(sessions, conversationId, makeId)
  const conversation = standing(world, plan, random, sessions, messages, conversationId)
  return { conversation, messages, readMarks: readMarksOf(random, conversation, sessions) }
}

function writeSessions(world: World, plan: ConversationPlan, random: Random): Session[] {
  const { follower, firstName } = at(world.followers, plan.followerIndex)
  const { channel, flavour } = at(world.channels, plan.channelIndex)
  const language = languageOf(random, follower.locale)
  const voice: Voice = pickVoice(random)
  const natural = random.weighted([[1, 50] as const, [2, 30] as const, [3, 20] as const])
  const oldestMs = world.nowMs - historyDays * dayMs
  const sessions: Session[] = []
  let agent = at(world.users, plan.agentIndex)
  let endMs = plan.lastActivityMs
  let messages = 0
  for (;;) {
    const newest = sessions.length === 0
    const spoken = writeSession({
      random,
      flavour,
      language,
      voice,
      follower: firstName,
      city: follower.city,
      agent: agent.name.split(' ')[0] ?? agent.name,
      channel: channel.name,
      atMs: endMs,
      status: newest ? plan.status : 'finished'
    })
    sessions.unshift({ agent, spoken: timeBackwards(random, spoken, endMs) })
    messages += spoken.length
    const left =
      plan.messages === null ? natural - sessions.length : (plan.messages - messages) / usualSessionLength
    if (plan.messages === null ? left <= 0 : left <= 0.5) return sessions
    const startMs = firstSentAt(at(sessions, 0))
    const gapMs = Math.max(10 * minuteMs, ((startMs - oldestMs) / (left + 1)) * (0.3 + random.next()))
    endMs = Math.floor(workingTime(random, startMs - gapMs))
    if (random.chance(0.4)) agent = at(world.users, random.int(0, 4))
  }
}

const languages: Partial<Record<string, Language>> = {
  de: 'de',
  es: 'es',
  ar: 'ar',
  he: 'he',
  ja: 'ja',
  ru: 'ru'
}

/** Followers write their own language when an agent can answer in it, or else English. */
function languageOf(random: Random, locale: string): Language {
  const own = languages[locale.slice(0, 2)]
  return own && random.chance(0.7) ? own : 'en'
}

function timeBackwards(random: Random, spoken: readonly Utterance[], endMs: number): Session['spoken'] {
  const firstAnswer = spoken.findIndex(({ speaker }) => speaker === 'agent')
  const timed: Session['spoken'] = []
  let sentAtMs = endMs
  for (let i = spoken.length - 1; i >= 0; i--) {
    const { speaker, text } = at(spoken, i)
    timed.unshift({ speaker, text, sentAtMs })
    const previous = spoken[i - 1]?.speaker
    if (previous)
      sentAtMs -= pauseMs(random, { speaker, previous, waiting: firstAnswer < 0 || i <= firstAnswer })
  }
  return timed
}

function numberMessages(
  sessions: readonly Session[],
  conversationId: ConversationId,
  makeId: MakeId
): Message[] {
  const messages: Message[] = []
  for (const { agent, spoken } of sessions) {
    for (const { speaker, text, sentAtMs } of spoken) {
      messages.push({
        id: makeId<MessageId>(sentAtMs),
        conversationId,
        position: messages.length + 1,
        direction: speaker === 'follower' ? 'in' : 'out',
        authorId: speaker === 'follower' ? null : agent.id,
        text,
        attachments: [],
        sentAtMs
      })
    }
  }
  return messages
}

/** The conversation's row as its messages leave it. */
function standing(
  world: World,
  plan: ConversationPlan,
  random: Random,
  sessions: readonly Session[],
  messages: readonly Message[],
  id: ConversationId
): Conversation {
  const last = at(messages, messages.length - 1)
  const newest = at(sessions, sessions.length - 1)
  const lastOut = messages.findLast(({ direction }) => direction === 'out')?.position ?? 0
  const delivered =
    lastOut === last.position && plan.status === 'active' && random.chance(0.3) ? lastOut - 1 : lastOut
  // Each finished session took three turns of ownership: it came in, was taken, was finished.
  const turns = { unanswered: 1, active: 2, finished: 3 }[plan.status]
  const ownerVersion = 3 * (sessions.length - 1) + turns
  return {
    id,
    channelId: at(world.channels, plan.channelIndex).channel.id,
    followerId: at(world.followers, plan.followerIndex).follower.id,
    status: plan.status,
    ownerId: plan.status === 'unanswered' ? null : newest.agent.id,
    ownerVersion,
    ownedAtMs: ownedAt(world, plan, random, newest),
    inboundSeq: messages.filter(({ direction }) => direction === 'in').length,
    lastPosition: last.position,
    deliveredPosition: delivered,
    lastMessage: { direction: last.direction, text: previewOf(last.text), atMs: last.sentAtMs },
    createdAtMs: at(messages, 0).sentAtMs,
    lastActivityMs: last.sentAtMs,
    version: last.position + ownerVersion
  }
}

function ownedAt(world: World, plan: ConversationPlan, random: Random, newest: Session): number {
  if (plan.status === 'finished')
    return Math.min(world.nowMs, plan.lastActivityMs + random.int(20_000, hourMs / 6))
  const answer = newest.spoken.find(({ speaker }) => speaker === 'agent')
  return plan.status === 'active' && answer ? answer.sentAtMs : firstSentAt(newest)
}

/** Everyone who answered has read all that came before their session ended; an owner may have left some unread. */
function readMarksOf(random: Random, conversation: Conversation, sessions: readonly Session[]): ReadMark[] {
  const read = new Map<UserId, number>()
  let inbound = 0
  for (const { agent, spoken } of sessions) {
    const unseen =
      conversation.status === 'finished' || spoken !== sessions.at(-1)?.spoken ? 0 : trailing(spoken)
    inbound += spoken.filter(({ speaker }) => speaker === 'follower').length
    const answered = spoken.some(({ speaker }) => speaker === 'agent')
    if (answered) read.set(agent.id, inbound - (unseen > 0 && random.chance(0.6) ? unseen : 0))
  }
  return [...read].map(([userId, inboundSeq]) => ({
    conversationId: conversation.id,
    userId,
    inboundSeq,
    version: 1
  }))
}

/** How many messages the follower has sent since the last answer. */
function trailing(spoken: readonly Utterance[]): number {
  return spoken.length - 1 - spoken.findLastIndex(({ speaker }) => speaker === 'agent')
}

function firstSentAt({ spoken }: Session): number {
  return at(spoken, 0).sentAtMs
}
