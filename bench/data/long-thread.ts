// Makes one conversation of a tenant very long, as an agent's desk would.
import type { ConversationId } from '#shared/base/ids.ts'
import { PATHS, PushResponse, SessionGrant } from '#shared/contract/wire.ts'
import { Conversation } from '#shared/features/conversation/entities.ts'
import { messageSend } from '#shared/features/conversation/operations.ts'
import { PUSH_MAX_OPERATIONS } from '#shared/sync/operation.ts'
import { ask, demoPerson, device } from './canned-load.ts'

const SENTENCES = [
  'Your parcel left our warehouse this morning.',
  'Could you tell me the number on the receipt, please? It stands at the top right, below the date.',
  'Thank you!',
  'I have looked into it: the voucher is valid in every shop until the end of the month, also together with other offers.',
  'One moment please'
]

/** The conversation that has at least `messages` messages; it gets what it lacks. */
export async function loadLongThread(serverUrl: string, messages: number): Promise<ConversationId> {
  const { email, password } = await demoPerson(serverUrl, 'Team lead')
  const { accessToken } = SessionGrant.parse(
    await ask(serverUrl, PATHS.signIn, { email, password, deviceName: 'bench' })
  )
  const { rows } = (await ask(
    serverUrl,
    `${PATHS.snapshotStart}/conversation?limit=5000`,
    undefined,
    accessToken
  )) as { rows: unknown[] }
  const chats = rows.map((row) => Conversation.parse(row))
  const chat = chats.reduce((longest, one) => (one.lastPosition > longest.lastPosition ? one : longest))
  const { deviceId, operation } = device()
  const { id: conversationId, ownerVersion: version, inboundSeq } = chat
  for (let have = chat.lastPosition; have < messages; have += PUSH_MAX_OPERATIONS) {
    const operations = Array.from({ length: PUSH_MAX_OPERATIONS }, (_, index) => {
      const text = SENTENCES[(have + index) % SENTENCES.length] ?? ''
      // the first one takes the conversation, whoever has it
      const takeOver = have === chat.lastPosition && index === 0
      return {
        ...operation(messageSend, { conversationId, text, ...(takeOver && { takeOver }) }),
        base: { version, inboundSeq }
      }
    })
    const answer = await ask(serverUrl, PATHS.push, { deviceId, operations }, accessToken)
    const refused = PushResponse.parse(answer).outcomes.find((outcome) => outcome.status !== 'accepted')
    if (refused) throw new Error(`A message was not taken: ${JSON.stringify(refused)}`)
  }
  return conversationId
}
