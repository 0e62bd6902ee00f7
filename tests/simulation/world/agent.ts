import { readFileSync } from 'node:fs'
import path from 'node:path'
import { assertNever } from '#shared/base/assert-never.ts'
import type { OperationRequest } from '#shared/contract/ipc.ts'
import type { OutboxItem } from '#shared/sync/status.ts'
import type { DeskAct } from '../story/steps.ts'
import type { SimDesk } from './sim-desk.ts'
import { FILES } from './some-files.ts'
import { teamRequest } from './team-acts.ts'
import { CHATS, channelId, TENANT } from './tenant.ts'
import type { World } from './world.ts'

/** The nth of a list, beginning again at its end. */
export function nth<T>(list: readonly T[], index: number): T | undefined {
  return list.length === 0 ? undefined : list[index % list.length]
}

const chatId = (chat: number) => `${TENANT}-${CHATS[chat]?.id}` as never

/** A person at a desk: reads what is on screen, asks with the bases that stand there, and remembers what was told. */
export async function doAct(world: World, index: number, step: DeskAct & { n: number }): Promise<void> {
  const desk = world.desks[index]
  if (!desk?.isOpen) return
  const ask = (
    type: OperationRequest['type'],
    args: Record<string, unknown>,
    base: OperationRequest['base']
  ) => submit(world, index, { type, args, base })

  switch (step.do) {
    case 'send':
    case 'send-file':
    case 'send-draft':
    case 'take':
    case 'finish':
    case 'read': {
      const conversationId = chatId(step.chat)
      const header = await desk.query('conversation.header', { conversationId })
      if (!header) return
      const base = { version: header.ownerVersion, inboundSeq: header.inboundSeq }
      if (step.do === 'take') return ask('conversation.take', { conversationId }, { version: base.version })
      if (step.do === 'finish') return ask('conversation.finish', { conversationId }, base)
      if (step.do === 'read') return read(world, index, conversationId, header.inboundSeq)
      const draft = step.do === 'send-draft' ? world.record.desk(index).drafts.get(conversationId) : undefined
      if (step.do === 'send-draft' && draft === undefined) return
      const taken = header.owner !== null && !header.owner.isMe && header.status === 'active'
      const takeOver = 'takeOver' in step && step.takeOver && taken
      const text = draft ?? `words ${step.n} of ${desk.name}`
      const attachments = step.do === 'send-file' ? await attached(world, desk, step.file) : undefined
      if (attachments === null) return
      const args = {
        conversationId,
        text,
        ...(takeOver && { takeOver }),
        ...(attachments && { attachments })
      }
      return ask('message.send', args, base)
    }
    case 'draft':
    case 'clear-draft':
      return saveDraft(world, index, chatId(step.chat), step.do === 'draft' ? `draft ${step.n}` : '')
    case 'set-chat':
      return ask(
        'channel.set-chat',
        { channelId: channelId(TENANT, step.channel), enabled: step.enabled },
        {}
      )
    case 'create-category':
      return ask(
        'canned-category.create',
        { categoryId: `category-${step.n}`, name: `Category ${step.n}` },
        {}
      )
    case 'rename-category':
    case 'remove-category':
    case 'create-response': {
      const library = await desk.query('canned-response.library', {})
      const category = nth(library?.categories ?? [], step.which)
      if (!category) return
      const { categoryId, version } = category
      if (step.do === 'rename-category')
        return ask('canned-category.rename', { categoryId, name: `Name ${step.n}` }, { version })
      if (step.do === 'remove-category') {
        const confirmedResponses = category.responses.length
        return ask('canned-category.remove', { categoryId, confirmedResponses }, { version })
      }
      const text = `text ${step.n}`
      return ask(
        'canned-response.create',
        { responseId: `response-${step.n}`, categoryId, title: text, text },
        {}
      )
    }
    case 'remove-response': {
      const response = await responseAt(desk, step.which)
      if (!response) return
      const { responseId, version } = response
      return ask('canned-response.remove', { responseId }, { version })
    }
    case 'move-response': {
      const response = await responseAt(desk, step.which)
      const behind = await responseAt(desk, step.behind)
      if (!response || !behind) return
      const { responseId: afterId, categoryId } = behind
      return ask('canned-response.move', { responseId: response.responseId, categoryId, afterId }, {})
    }
    case 'scope-response': {
      const response = await responseAt(desk, step.which)
      if (!response) return
      const { responseId, version } = response
      const scope = step.isPersonal ? 'personal' : 'shared'
      return ask('canned-response.edit', { responseId, scope }, { version })
    }
    case 'edit-response': {
      const response = await responseAt(desk, step.which)
      if (!response) return
      const { responseId, version } = response
      const title = step.field === 'text' ? {} : { title: `title ${step.n}` }
      const text = step.field === 'title' ? {} : { text: `text ${step.n}` }
      return ask('canned-response.edit', { responseId, ...title, ...text }, { version })
    }
    case 'carry-file': {
      const response = await responseAt(desk, step.which)
      const attachments = response && (await attached(world, desk, step.file))
      if (!response || !attachments) return
      const { responseId, version } = response
      return ask('canned-response.edit', { responseId, attachments }, { version })
    }
    case 'settle': {
      const items = (await desk.query('outbox.list', {})) ?? []
      const item = nth(
        items.filter(({ state }) => state === 'rejected'),
        step.which
      )
      return item && settle(world, index, desk, item, step)
    }
    case 'send-without-files': {
      const items = (await desk.query('outbox.list', {})) ?? []
      const item = nth(
        items.filter(({ args }) => (args as { attachments?: unknown }).attachments !== undefined),
        step.which
      )
      return item && sendWithoutFiles(world, index, desk, item)
    }
    case 'withdraw': {
      const items = (await desk.query('outbox.list', {})) ?? []
      const item = nth(
        items.filter(({ state }) => state !== 'rejected'),
        step.which
      )
      return item && discard(world, index, item.opId, step.insist)
    }
    case 'offline':
    case 'online':
      await desk.act('sync.set-offline', { offline: step.do === 'offline' })
      return
    case 'retry-now':
      await desk.act('sync.retry-now', {})
      return
    case 'sign-out':
      desk.signedIn = false
      world.expireToken(desk)
      return
    case 'sign-in':
      return world.signIn(index)
    case 'send-engagement':
    case 'write-note':
    case 'transfer':
    case 'use-response':
    case 'move-category':
    case 'carry-engagement': {
      const request = await teamRequest(desk, step)
      if (request?.type === 'canned-response.use') return countUse(world, index, request)
      return request ? submit(world, index, request) : undefined
    }
    default:
      assertNever(step)
  }
}

/** Attaches one of some files; null when the desk could not copy it. */
async function attached(world: World, desk: SimDesk, file: number) {
  const chosen = nth(FILES, file)
  if (!chosen) return null
  const added = await desk.addFile(chosen.name, chosen.bytes)
  if (!added?.ok) return null
  const { sha256 } = added.value
  if (!readFileSync(path.join(desk.filesFolder, sha256)).equals(chosen.bytes))
    world.record.violate('FI1', `desk ${desk.name} has attached ${chosen.name}, and its copy is not whole`)
  return [added.value]
}

async function responseAt(desk: SimDesk, which: number) {
  const library = await desk.query('canned-response.library', {})
  return nth(library?.categories.flatMap(({ responses }) => responses) ?? [], which)
}

export async function submit(
  world: World,
  index: number,
  request: OperationRequest & { args: Record<string, unknown> }
): Promise<void> {
  const desk = world.desks[index]
  const record = world.record.desk(index)
  const { type, args } = request
  const seen = desk ? seenVersion(desk, args) : null
  const outcome = await desk?.submit(request as OperationRequest)
  if (!outcome) record.unsure.push({ type, args, replaces: null, seen })
  if (!outcome?.ok) {
    if (outcome && outcome.code !== 'disk_full')
      world.record.violate('bug', `desk ${index} was refused ${type}: ${outcome.message}`)
    return
  }
  world.record.operations++
  const item = (await desk?.query('outbox.list', {}))?.find(({ opId }) => opId === outcome.opId)
  const lane = item?.lane ?? laneOf(type, args)
  record.ask({ opId: outcome.opId, lane, type, args, askedAtMs: world.scheduler.nowMs })
  if (seen !== null) world.record.seenVersions.set(outcome.opId, seen)
  if (type !== 'message.send') return
  const chat = String(args.conversationId)
  if (record.drafts.get(chat) === args.text) record.drafts.delete(chat)
}

/** Where the desk was killed between its answer and the look at its Outbox. */
function laneOf(type: string, args: Record<string, unknown>): string {
  if (type === 'note.write') return `note:${args.conversationId}`
  if (type.startsWith('request.')) return `request:${args.requestId}`
  if (type.startsWith('canned-')) return `canned:${args.responseId ?? args.categoryId}`
  return type === 'channel.set-chat' ? `channel:${args.channelId}` : `conversation:${args.conversationId}`
}

async function read(world: World, index: number, conversationId: never, inboundSeq: number): Promise<void> {
  const args = { conversationId, inboundSeq }
  const outcome = await world.desks[index]?.submit({ type: 'conversation.read', args, base: {} })
  if (outcome?.ok) world.record.desk(index).reads.set(conversationId, inboundSeq)
}

/** A response went out: nobody looks whether it was counted. */
async function countUse(world: World, index: number, request: OperationRequest): Promise<void> {
  const outcome = await world.desks[index]?.submit(request)
  if (outcome?.ok) world.record.desk(index).uses.add(outcome.opId)
}

async function saveDraft(world: World, index: number, conversationId: never, text: string): Promise<void> {
  const record = world.record.desk(index)
  const answer = await world.desks[index]?.act('conversation.save-draft', { conversationId, text })
  if (!answer) record.unsureDrafts.set(conversationId, text)
  else if (answer.saved && text === '') record.drafts.delete(conversationId)
  else if (answer.saved) record.drafts.set(conversationId, text)
}

export async function discard(
  world: World,
  index: number,
  opId: OutboxItem['opId'],
  insist = false
): Promise<void> {
  const record = world.record.desk(index)
  const answer = await world.desks[index]?.act('outbox.discard', { opId, withdraw: insist })
  const asked = record.byId.get(opId)
  if (asked && ((insist && !answer) || answer?.outcome === 'withdrawing')) asked.wantedBack = true
  if (!answer) record.unsureWithdrawals.push(opId)
  else if (answer.outcome === 'discarded') record.withdraw(opId, world.scheduler.nowMs)
}

async function settle(
  world: World,
  index: number,
  desk: SimDesk,
  item: OutboxItem,
  step: { n: number; how: 'retry' | 'edit' | 'take-over' | 'discard' }
): Promise<void> {
  const { opId, lane, type } = item
  if (step.how === 'discard') return discard(world, index, opId)
  const args = { ...(item.args as Record<string, unknown>) }
  if (step.how === 'edit' && typeof args.text === 'string') args.text = `better ${step.n}`
  if (step.how === 'take-over' && (type === 'message.send' || type === 'engagement.send'))
    args.takeOver = true
  const base = await baseOf(desk, args)
  const seen = seenVersion(desk, args)
  const outcome = await desk.act('outbox.retry', { opId, base, args })
  const record = world.record.desk(index)
  if (!outcome) record.unsure.push({ type, args, replaces: opId, seen })
  if (!outcome?.ok) return
  world.record.operations++
  record.ask({ opId: outcome.opId, lane, type, args, askedAtMs: world.scheduler.nowMs }, opId)
  if (seen !== null) world.record.seenVersions.set(outcome.opId, seen)
}

async function sendWithoutFiles(world: World, index: number, desk: SimDesk, item: OutboxItem): Promise<void> {
  const { opId, lane, type } = item
  const { attachments: _left, ...args } = item.args as Record<string, unknown>
  const outcome = await desk.act('outbox.send-without-files', { opId, base: await baseOf(desk, args) })
  const record = world.record.desk(index)
  if (!outcome) record.unsure.push({ type, args, replaces: opId, seen: null })
  if (!outcome?.ok) return
  world.record.operations++
  record.ask({ opId: outcome.opId, lane, type, args, askedAtMs: world.scheduler.nowMs }, opId)
}

/** Which version stands in the cache of the canned response or the request that is spoken of; null for anything else. */
function seenVersion(desk: SimDesk, args: Record<string, unknown>): number | null {
  if (typeof args.requestId === 'string') return desk.requestVersion(args.requestId) ?? 0
  if (typeof args.responseId !== 'string') return null
  return desk.responseVersion(args.responseId) ?? 0
}

/** What is on screen now. */
async function baseOf(desk: SimDesk, args: Record<string, unknown>): Promise<OperationRequest['base']> {
  if (typeof args.conversationId === 'string') {
    const header = await desk.query('conversation.header', { conversationId: args.conversationId as never })
    return header ? { version: header.ownerVersion, inboundSeq: header.inboundSeq } : {}
  }
  if (typeof args.requestId === 'string') {
    const request = await desk.query('approval.request', { requestId: args.requestId as never })
    return request ? { version: request.row.version } : {}
  }
  const library = await desk.query('canned-response.library', {})
  const categories = library?.categories ?? []
  const response = categories
    .flatMap(({ responses }) => responses)
    .find((one) => one.responseId === args.responseId)
  const category = categories.find((one) => one.categoryId === args.categoryId)
  const version = args.responseId === undefined ? category?.version : response?.version
  return version === undefined ? {} : { version }
}
