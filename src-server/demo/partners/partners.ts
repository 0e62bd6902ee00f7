import { PartnerId } from '#shared/base/ids.ts'
import { createIds } from '../ids.ts'
import { at, createRandom } from '../random.ts'
import { dayMs } from '../schedule.ts'
import type { Partner } from '../shapes.ts'
import { companies } from './companies.ts'
import { packages } from './offers.ts'

/** The tenant's partners, with the package and the invoice that they have today. */
export function generatePartners(seed: number, nowMs: number): Partner[] {
  const random = createRandom(seed, 'partners')
  const makeId = createIds(random)
  return companies.map(([name, host, contactName, status, packageIndex, channels], index) => {
    const isNew = status === 'new'
    const createdAtMs = nowMs - (isNew ? random.int(1, 9) : random.int(70, 900)) * dayMs
    return {
      id: PartnerId.parse(makeId(createdAtMs)),
      name,
      status,
      packageName: isNew ? null : at(packages, packageIndex).name,
      invoiceId: isNew
        ? null
        : `INV-${new Date(nowMs).getUTCFullYear()}-${String(1040 + index * 7).padStart(5, '0')}`,
      contactName,
      email: `${index % 3 === 0 ? 'hello' : 'partners'}@${host}.example`,
      phone: `+49 30 555 ${random.int(1000, 9999)}`,
      website: `https://${host}.example`,
      channels: channels.map((channel) => ({
        name: channel,
        slug: channel.toLowerCase().replace(/[^a-z]+/g, '-'),
        followers: random.int(40, 26_000)
      })),
      createdAtMs,
      terms: isNew ? null : at(packages, packageIndex).terms,
      activeEngagements: isNew ? 0 : random.int(0, 4),
      addOns: [],
      impressions: isNew ? 0 : random.int(0, 60) * 1000,
      broadcasts: [],
      ads: [],
      version: 1
    }
  })
}
