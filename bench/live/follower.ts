import type { ConversationId } from '#shared/base/ids.ts'
import { MessageId, uuidv7 } from '#shared/base/ids.ts'
import { FollowerThread, PATHS } from '#shared/contract/wire.ts'

/** Someone at a channel's page, without the page. */
export interface Follower {
  conversationId: ConversationId
  send(text: string): Promise<void>
}

const mintId = () => uuidv7(Date.now(), (length) => crypto.getRandomValues(new Uint8Array(length)))

/** Tells a name at a channel's page and writes a first message. */
export async function joinChannel(serverUrl: string, slug: string, name: string): Promise<Follower> {
  let cookie = ''
  const ask = async (path: string, body?: object): Promise<unknown> => {
    const response = await fetch(serverUrl + path.replace(':slug', slug), {
      method: body ? 'POST' : 'GET',
      headers: { 'content-type': 'application/json', cookie },
      ...(body && { body: JSON.stringify(body) })
    })
    const answer = await response.text()
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${answer}`)
    const [given] = response.headers.getSetCookie()
    if (given) cookie = given.split(';')[0] ?? ''
    return JSON.parse(answer)
  }
  const send = async (text: string) => {
    await ask(PATHS.followerMessages, { id: MessageId.parse(mintId()), text })
  }
  await ask(PATHS.followerSession, { name })
  await send('Hello')
  const { conversationId } = FollowerThread.parse(await ask(PATHS.followerThread))
  if (!conversationId) throw new Error('The first message made no conversation.')
  return { conversationId, send }
}
