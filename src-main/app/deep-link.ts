import { ConversationId } from '#shared/base/ids.ts'
import type { WindowRequest } from '#shared/contract/ipc.ts'

export const LINK_SCHEME = 'octopus-desk'

/** `octopus-desk://conversation/<id>`, exactly; anything else from outside asks for nothing. */
const CONVERSATION = /^octopus-desk:\/\/conversation\/([^/?#]+)\/?$/

/** What a link from outside the app asks of the window, or null. */
export function parseDeepLink(link: string): WindowRequest | null {
  const id = ConversationId.safeParse(CONVERSATION.exec(link)?.[1])
  return id.success ? { kind: 'open-conversation', conversationId: id.data } : null
}

/** The request of the first deep link on a command line. */
export function deepLinkIn(argv: readonly string[]): WindowRequest | null {
  const link = argv.find((argument) => argument.startsWith(`${LINK_SCHEME}://`))
  return link === undefined ? null : parseDeepLink(link)
}
