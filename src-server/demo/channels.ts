import type { ChannelId } from '#shared/base/ids.ts'
import type { Channel } from '#shared/features/conversation/entities.ts'
import type { Flavour } from './dialogues/topic.ts'
import { createIds } from './ids.ts'
import { createRandom } from './random.ts'

/** A channel and what its followers talk about. */
export interface DemoChannel {
  channel: Channel
  flavour: Flavour
  /** How many of the followers prefer it. */
  weight: number
}

const entries = [
  {
    slug: 'northwind-coffee',
    name: 'Northwind Coffee',
    partnerName: 'Northwind Coffee',
    color: 2,
    flavour: 'coffee',
    weight: 6
  },
  {
    slug: 'acme-care',
    name: 'Acme Care',
    partnerName: 'Acme Mobile',
    color: 7,
    flavour: 'telecom',
    weight: 5
  },
  {
    slug: 'beatbox-radio',
    name: 'Beatbox Radio',
    partnerName: 'Beatbox Media',
    color: 10,
    flavour: 'radio',
    weight: 4
  },
  {
    slug: 'harbor-cinema',
    name: 'Harbor Cinema',
    partnerName: 'Harbor Cinema',
    color: 5,
    flavour: 'cinema',
    weight: 0.2
  }
] as const

/** The channels of the tenant. Harbor Cinema has turned its chat off; what was written before is still there. */
export function generateChannels(seed: number, createdAtMs: number): DemoChannel[] {
  const makeId = createIds(createRandom(seed, 'channel ids'))
  return entries.map(({ flavour, weight, ...fields }) => ({
    channel: {
      id: makeId<ChannelId>(createdAtMs),
      ...fields,
      chatEnabled: flavour !== 'cinema',
      version: 1
    },
    flavour,
    weight
  }))
}
