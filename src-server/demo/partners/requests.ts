import { RequestId } from '#shared/base/ids.ts'
import type { Decision, PartnerRequest } from '#shared/features/approval/entities.ts'
import { kindNamed } from '#shared/features/approval/kinds/list.ts'
import { demoFile } from '../engagements/media.ts'
import { createIds, type MakeId } from '../ids.ts'
import { at, createRandom, type Random } from '../random.ts'
import { dayMs, hourMs, workingTime } from '../schedule.ts'
import type { DemoUser, Partner, RequestKind } from '../shapes.ts'
import { companies } from './companies.ts'
import { ads, rejectionReasons } from './offers.ts'
import { contentOf } from './request-content.ts'

/** How many requests of each kind wait, and how many were decided. */
const counts: Record<RequestKind, { pending: number; decided: number }> = {
  partnership: { pending: 9, decided: 22 },
  'add-on': { pending: 6, decided: 14 },
  broadcast: { pending: 8, decided: 18 },
  'advertising-package': { pending: 5, decided: 11 },
  ad: { pending: 10, decided: 20 }
}

interface Making {
  random: Random
  makeId: MakeId
  nowMs: number
  partners: readonly Partner[]
  /** Who decides: the lead and the admin. */
  deciders: readonly DemoUser[]
}

/** Requests of all five kinds, oldest first: pending ones of the last days, decided ones of the last year. */
export function generateRequests(
  seed: number,
  nowMs: number,
  partners: readonly Partner[],
  users: readonly DemoUser[]
): PartnerRequest[] {
  const random = createRandom(seed, 'requests')
  const deciders = users.filter(({ role }) => role !== 'agent')
  const making: Making = { random, makeId: createIds(random), nowMs, partners, deciders }
  const kinds = Object.keys(counts) as RequestKind[]
  return kinds
    .flatMap((kind) => [
      ...Array.from({ length: counts[kind].pending }, (_, index) => pendingRequest(making, kind, index)),
      ...Array.from({ length: counts[kind].decided }, (_, index) => decidedRequest(making, kind, index))
    ])
    .sort((a, b) => a.requestedAtMs - b.requestedAtMs)
}

function pendingRequest(making: Making, kind: RequestKind, index: number): PartnerRequest {
  const { random, nowMs, partners } = making
  const newcomers = partners.filter(({ status }) => status === 'new')
  const newcomer = kind === 'partnership' ? newcomers[index] : undefined
  const partner = newcomer ?? advertiser(making, kind, index) ?? activePartner(making)
  const requestedAtMs = Math.max(partner.createdAtMs, Math.floor(nowMs - random.int(1, 6 * 24) * hourMs))
  return makeRequest(making, kind, index, partner, requestedAtMs, null)
}

function decidedRequest(making: Making, kind: RequestKind, index: number): PartnerRequest {
  const { random, nowMs, partners, deciders } = making
  const known = partners.filter(
    ({ status, createdAtMs }) => status !== 'new' && createdAtMs < nowMs - 30 * dayMs
  )
  const place = index + counts[kind].pending
  const partner = advertiser(making, kind, place) ?? random.pick(known)
  const decidedAtMs = Math.floor(workingTime(random, nowMs - random.int(8 * 24, 300 * 24) * hourMs))
  const requestedAtMs = decidedAtMs - random.int(2 * hourMs, 5 * dayMs)
  const rejected = random.chance(0.28)
  const decider = random.pick(deciders)
  const decision: Decision = {
    outcome: rejected ? 'rejected' : 'approved',
    byId: decider.id,
    byName: decider.name,
    atMs: decidedAtMs,
    reason: rejected ? random.pick<string>(rejectionReasons[kind]) : null,
    mail: rejected ? { to: partner.email, state: 'sent', atMs: decidedAtMs + 2_000 } : null
  }
  return makeRequest(making, kind, place, partner, requestedAtMs, decision)
}

/** Whose ad it is; other requests fit any partner. */
function advertiser({ partners }: Making, kind: RequestKind, index: number): Partner | undefined {
  const [name] = at(ads, index % ads.length)
  return kind === 'ad' ? partners.find((partner) => partner.name === name) : undefined
}

function activePartner({ random, partners }: Making): Partner {
  return random.pick(partners.filter(({ status }) => status === 'active'))
}

function makeRequest(
  { random, makeId }: Making,
  kind: RequestKind,
  index: number,
  partner: Partner,
  requestedAtMs: number,
  decision: Decision | null
): PartnerRequest {
  const company = at(
    companies,
    companies.findIndex(([name]) => name === partner.name)
  )
  const content = contentOf({ random, kind, index, partner, packageIndex: company[4], requestedAtMs })
  const { title, files } = kindNamed(kind) ?? {}
  return {
    id: RequestId.parse(makeId(requestedAtMs)),
    kind,
    partnerId: partner.id,
    partnerName: partner.name,
    partnerStatus: partner.status,
    title: title?.(content) ?? kind,
    requestedAtMs,
    withdrawnAtMs: null,
    decision,
    content,
    files: files?.(content).map(({ name }) => demoFile(name).attachment) ?? [],
    version: 1
  }
}
