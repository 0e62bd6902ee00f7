// A device that pushes Operations by HTTP as a desk does, without keeping any.
import { Agent, request } from 'node:http'
import { uuidv7 } from '#shared/base/ids.ts'
import { PATHS, PushResponse, type SessionGrant } from '#shared/contract/wire.ts'
import type { Channel, Conversation } from '#shared/features/conversation/entities.ts'
import { messageSend } from '#shared/features/conversation/operations.ts'

const mintId = () => uuidv7(Date.now(), (length) => crypto.getRandomValues(new Uint8Array(length)))

/** Conversations that this agent may answer: nobody else's, in channels whose chat is on. */
export async function answerable(serverUrl: string, grant: SessionGrant): Promise<Conversation[]> {
  const rowsOf = async <Row>(entity: string): Promise<Row[]> => {
    const path = `${PATHS.snapshotPage.replace(':entity', entity)}?limit=5000`
    const headers = { authorization: `Bearer ${grant.accessToken}` }
    const answer = await fetch(serverUrl + path, { headers })
    return ((await answer.json()) as { rows: Row[] }).rows
  }
  const channels = await rowsOf<Channel>('channel')
  const open = new Set(channels.filter(({ chatEnabled }) => chatEnabled).map(({ id }) => id))
  const { userId } = grant.identity
  return (await rowsOf<Conversation>('conversation')).filter(
    ({ channelId, status, ownerId }) => open.has(channelId) && (status === 'unanswered' || ownerId === userId)
  )
}

export interface PushDevice {
  /** Pushes messages, each in a conversation of its own, and answers how many were accepted. */
  push(messages: number): Promise<number>
}

/** @param conversations where it writes, from the `start`th on */
export function pushDevice(
  serverUrl: string,
  grant: SessionGrant,
  conversations: readonly Conversation[],
  start: number
): PushDevice {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const deviceId = mintId()
  let deviceSeq = 0
  function operation() {
    deviceSeq += 1
    const conversation = conversations[(start + deviceSeq) % conversations.length]
    if (!conversation) throw new Error('There is no conversation that could be answered.')
    const { type, v } = messageSend
    const args = {
      conversationId: conversation.id,
      text: `Your parcel leaves us today, number ${deviceSeq}.`
    }
    const base = { version: conversation.ownerVersion, inboundSeq: conversation.inboundSeq }
    const lane = messageSend.lane(args)
    return {
      opId: mintId(),
      deviceId,
      deviceSeq,
      lane,
      type,
      v,
      args,
      base,
      blobs: [],
      clientTimeMs: Date.now()
    }
  }
  return {
    async push(messages) {
      const operations = Array.from({ length: messages }, operation)
      const text = await post(serverUrl + PATHS.push, agent, grant.accessToken, { deviceId, operations })
      const { outcomes } = PushResponse.parse(JSON.parse(text))
      return outcomes.filter(({ status }) => status === 'accepted').length
    }
  }
}

/** The least that a client of HTTP does: what it costs is not the server's. */
function post(url: string, agent: Agent, accessToken: string, body: object): Promise<string> {
  const text = JSON.stringify(body)
  const headers = {
    authorization: `Bearer ${accessToken}`,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text)
  }
  return new Promise((resolve, reject) => {
    const asked = request(url, { method: 'POST', agent, headers }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () => {
        const said = Buffer.concat(chunks).toString()
        if (answer.statusCode === 200) resolve(said)
        else reject(new Error(`${url} answered ${answer.statusCode}: ${said}`))
      })
    })
    asked.on('error', reject)
    asked.end(text)
  })
}
