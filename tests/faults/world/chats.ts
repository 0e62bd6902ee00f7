import type { Browser } from '@playwright/test'
import type { Testimony } from '../evidence/testimony.ts'
import { HttpFollower } from './http-follower.ts'
import { PhoneFollower } from './phone-follower.ts'

/** The conversations that agents and followers use for some rounds. */
export interface Chats {
  /** each agent's own, by the number of the desk: no other agent touches it */
  own: readonly HttpFollower[]
  /** both agents want this one; its follower has a real browser */
  shared: PhoneFollower
}

/** How many followers there have been, so that no two have the same name. */
let made = 0

/** New followers who have written their first message. */
export async function openChats(
  url: string,
  browser: Browser,
  record: Testimony,
  agents: readonly string[]
): Promise<Chats> {
  const number = ++made
  const own: HttpFollower[] = []
  for (const agent of agents) own.push(await HttpFollower.join(url, `${agent}s Number ${number}`, record))
  const shared = await PhoneFollower.join(url, browser, `Shared Number ${number}`, record)
  return { own, shared }
}
