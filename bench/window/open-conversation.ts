import { setTimeout } from 'node:timers/promises'
import type { ConversationId } from '#shared/base/ids.ts'
import { CHANNELS } from '#shared/contract/bridge.ts'
import type { WindowRequest } from '#shared/contract/ipc.ts'
import { query } from './desk.ts'
import type { Window } from './launch.ts'

const WITHIN_MS = 20_000

/** Waits until code in the page answers true. */
export async function until(window: Window, what: string, code: string): Promise<void> {
  const deadlineMs = performance.now() + WITHIN_MS
  while (!(await window.evaluate(code))) {
    if (performance.now() > deadlineMs) throw new Error(`The page did not show ${what} in time.`)
    await setTimeout(20)
  }
}

/** Opens a conversation as a link to it does, and waits for its messages and its composer. */
export async function open(desk: Window, conversationId: ConversationId): Promise<void> {
  const request: WindowRequest = { kind: 'open-conversation', conversationId }
  await desk.send(CHANNELS.request, request)
  await until(desk, 'the conversation', `!!document.querySelector('[role=log] li')`)
  await until(desk, 'the composer', `!!document.querySelector('textarea:not([disabled])')`)
}

/** Opens the newest conversation that waits for an answer. */
export async function openNewest(desk: Window): Promise<void> {
  const inbox = { filter: 'unanswered', channelId: null, search: '', after: null, limit: 1 } as const
  const { rows } = await query(desk, 'conversation.inbox', inbox)
  if (!rows[0]) throw new Error('No conversation waits for an answer.')
  await open(desk, rows[0].conversationId)
}
