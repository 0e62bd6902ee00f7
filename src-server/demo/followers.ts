import type { FollowerId } from '#shared/base/ids.ts'
import type { Follower } from '#shared/features/conversation/entities.ts'
import { createIds } from './ids.ts'
import { namePacks } from './names/list.ts'
import { type Home, nameOf, plainLatin } from './names/name-pack.ts'
import { unusualHome, unusualNames } from './names/unusual.ts'
import { at, createRandom, type Random } from './random.ts'

/** A follower and what agents call them. */
export interface DemoFollower {
  follower: Follower
  firstName: string
}

interface Person {
  name: string
  firstName: string
  latin: string
  home: Home
}

const dayMs = 86_400_000

/** Followers of the tenant: first every unusual name and one of every script, then as common as their scripts are. */
export function generateFollowers(seed: number, nowMs: number, count: number): DemoFollower[] {
  const random = createRandom(seed, 'followers')
  const makeId = createIds(createRandom(seed, 'follower ids'))
  const taken = new Set<string>()
  return Array.from({ length: count }, (_, index) => {
    const person = unusedPerson(random, index, taken)
    const followedSinceMs = nowMs - random.int(90 * dayMs, 900 * dayMs)
    const follower: Follower = {
      id: makeId<FollowerId>(followedSinceMs),
      name: person.name,
      phone: phoneNumber(random, person.home.phonePrefix),
      email: `${person.latin}${index < unusualNames.length ? '' : index}@${random.pick(['mail', 'post', 'inbox'])}.example`,
      locale: person.home.locale,
      city: random.pick(person.home.cities),
      followedSinceMs,
      version: 1
    }
    return { follower, firstName: person.firstName }
  })
}

/** Names repeat only when a large tenant has used up what a few tries find. */
function unusedPerson(random: Random, index: number, taken: Set<string>): Person {
  let person = personAt(random, index)
  for (let tries = 0; tries < 8 && taken.has(person.name); tries++) person = personAt(random, index)
  taken.add(person.name)
  return person
}

function personAt(random: Random, index: number): Person {
  if (index < unusualNames.length) return { ...at(unusualNames, index), home: unusualHome }
  const inOrder = namePacks[index - unusualNames.length]
  const pack =
    inOrder ?? random.weighted(namePacks.map((candidate) => [candidate, candidate.weight] as const))
  const given = nameOf(random.pick(pack.given))
  const family = nameOf(random.pick(pack.family))
  const parts = [given.native, family.native]
  if (pack.order === 'family-first') parts.reverse()
  return {
    name: parts.join(pack.separator),
    firstName: given.native,
    latin: `${plainLatin(given.latin)}.${plainLatin(family.latin)}`,
    home: random.pick(pack.homes)
  }
}

function phoneNumber(random: Random, prefix: string): string {
  return `${prefix}${random.int(10, 99)} 555 ${random.int(1000, 9999)}`
}
