import type { UserId } from '#shared/base/ids.ts'
import type { Role } from '#shared/features/session/entities.ts'
import { createIds } from './ids.ts'
import { createRandom } from './random.ts'
import type { DemoUser } from './shapes.ts'

/** The password of every demo person. */
export const DEMO_PASSWORD = 'octopus-demo'

const people: readonly (readonly [name: string, login: string, role: Role])[] = [
  ['Mia Hoffmann', 'mia', 'agent'],
  ['Tom Becker', 'tom', 'agent'],
  ['Aisha Rahman', 'aisha', 'agent'],
  ['Luca Moretti', 'luca', 'agent'],
  ['Sofia Lindgren', 'sofia', 'agent'],
  ['Lena Fischer', 'lena', 'lead'],
  ['Adam Novak', 'adam', 'admin']
]

const emailOf = (login: string) => `${login}@demo.octopus.test`

/** The e-mails of the demo's people, in the order in which the sign-in screen offers them. */
export const DEMO_EMAILS: readonly string[] = people.map(([, login]) => emailOf(login))

/** The people who sign in, Mia first. */
export function generateUsers(seed: number, createdAtMs: number): DemoUser[] {
  const makeId = createIds(createRandom(seed, 'user ids'))
  return people.map(([name, login, role]) => ({
    id: makeId<UserId>(createdAtMs),
    name,
    role,
    active: true,
    version: 1,
    email: emailOf(login)
  }))
}
