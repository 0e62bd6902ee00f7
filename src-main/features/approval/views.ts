import type { z } from 'zod'
import type { RequestId } from '#shared/base/ids.ts'
import { PartnerRequest } from '#shared/features/approval/entities.ts'
import { kindNamed } from '#shared/features/approval/kinds/list.ts'
import type {
  ReasonTemplates,
  RequestCounts,
  RequestDetail,
  RequestFilter,
  RequestRow,
  RequestsArgs,
  RequestsPage,
  WaitingMails
} from '#shared/features/approval/views.ts'
import { Partner } from '#shared/features/partner/entities.ts'
import type { RowsByLane } from '../../outbox/rows-by-lane.ts'
import type { ReadableDb } from '../../sqlite/sqlite-file.ts'
import { patternsOf } from './fold.ts'
import { beingDecided, overlayDecision, refusedDecisions } from './overlay.ts'
import { isSeenBy, stepsOf, trailOf } from './trail.ts'

const ORDERS: Record<RequestFilter['order'], string> = {
  requested: 'requested_at_ms',
  decided: 'decided_at_ms',
  partner: 'partner_name COLLATE NOCASE',
  title: 'title COLLATE NOCASE',
  price: 'price'
}

/** The condition and the order of a list, for a statement on `requests`. */
export function listOf(filter: RequestFilter): { where: string; order: string; params: string[] } {
  const { kinds, state, search, outcome, partnerId, order, descending } = filter
  const patterns = patternsOf(search)
  const where = [
    'state = ?',
    `kind IN (${kinds.map(() => '?').join(', ')})`,
    ...(outcome === null ? [] : ['outcome = ?']),
    ...(partnerId === null ? [] : ['partner_id = ?']),
    ...patterns.map(() => `search LIKE ? ESCAPE '\\'`)
  ]
  const params = [state, ...kinds, ...[outcome, partnerId].filter((given) => given !== null), ...patterns]
  const way = descending ? 'DESC' : 'ASC'
  return { where: where.join(' AND '), order: `${ORDERS[order]} ${way}, id ${way}`, params }
}

/** One page of a queue or a history. */
export function requestsPage(
  db: ReadableDb,
  rows: RowsByLane,
  { offset, limit, ...filter }: z.output<typeof RequestsArgs>
): RequestsPage {
  const { where, order, params } = listOf(filter)
  const { total } = db.get<{ total: number }>(
    `SELECT COUNT(*) AS total FROM requests WHERE ${where}`,
    ...params
  ) ?? { total: 0 }
  const stored = db.all<{ body: string }>(
    `SELECT body FROM requests WHERE ${where} ORDER BY ${order} LIMIT ? OFFSET ?`,
    ...params,
    limit,
    offset
  )
  return { total, rows: stored.map(({ body }) => rowOf(readRequest(body), rows)) }
}

/** Bodies were parsed when they were projected, by this version or an older one. */
export function readRequest(body: string): PartnerRequest {
  return PartnerRequest.parse(JSON.parse(body))
}

/** A request; null when it is not here. */
export function requestById(db: ReadableDb, requestId: string): PartnerRequest | null {
  const stored = db.get<{ body: string }>('SELECT body FROM requests WHERE id = ?', requestId)
  return stored ? readRequest(stored.body) : null
}

function rowOf(request: PartnerRequest, rows: RowsByLane): RequestRow {
  const { id, kind, title, partnerId, partnerName, partnerStatus, requestedAtMs, decision, version } = request
  const known = readable(request)
  return {
    requestId: id,
    kind,
    kindLabel: kindNamed(kind)?.label ?? kind,
    ...{ title, partnerId, partnerName, partnerStatus, requestedAtMs, decision, version },
    price: known?.price(request.content) ?? null,
    ...overlayDecision(rows, id)
  }
}

/** The Kind of a request whose content this version understands. */
function readable({ kind, content }: PartnerRequest) {
  const known = kindNamed(kind)
  return known?.content.safeParse(content).success ? known : undefined
}

/** A request whole: its fields, what people would see, what an approval would change, and what became of it so far. */
export function requestDetail(
  db: ReadableDb,
  rows: RowsByLane,
  requestId: RequestId,
  me: string
): RequestDetail | null {
  const request = requestById(db, requestId)
  if (!request) return null
  const kind = readable(request)
  const partner = partnerById(db, request.partnerId)
  const isOpen = !request.decision && request.withdrawnAtMs === null
  return {
    row: rowOf(request, rows),
    fields: kind?.fields(request.content) ?? [],
    preview: kind?.preview(request.content, request.files) ?? null,
    impact: isOpen && partner && kind ? kind.impact(request.content, partner) : [],
    trail: trailOf(request, stepsOf(db, requestId)),
    isSeenByMe: isSeenBy(db, rows, requestId, me)
  }
}

/** A partner; null when it is not here. */
export function partnerById(db: ReadableDb, partnerId: string): Partner | null {
  const stored = db.get<{ body: string }>('SELECT body FROM partners WHERE id = ?', partnerId)
  return stored ? Partner.parse(JSON.parse(stored.body)) : null
}

/** How many requests of each Kind wait. */
export function requestCounts(db: ReadableDb, rows: RowsByLane): RequestCounts {
  const counts = new Map(
    db
      .all<{ kind: string; n: number }>(
        `SELECT kind, COUNT(*) AS n FROM requests WHERE state = 'pending' GROUP BY kind`
      )
      .map(({ kind, n }) => [kind, n])
  )
  for (const requestId of beingDecided(rows)) {
    const found = db.get<{ kind: string; state: string }>(
      'SELECT kind, state FROM requests WHERE id = ?',
      requestId
    )
    if (found?.state === 'pending') counts.set(found.kind, (counts.get(found.kind) ?? 1) - 1)
  }
  return Object.fromEntries(counts)
}

/** My decisions that were refused, each with its request. */
export function refusedRequests(db: ReadableDb, rows: RowsByLane): RequestRow[] {
  return refusedDecisions(rows).flatMap((requestId) => {
    const request = requestById(db, requestId)
    return request ? [rowOf(request, rows)] : []
  })
}

const LAST_USED = 5

/** What partners were told lately, each text once, my own unsettled ones first. */
export function reasonTemplates(db: ReadableDb, me: string): ReasonTemplates {
  const stored = db.all<{ reason: string }>(
    `SELECT body ->> '$.decision.reason' AS reason, MAX(decided_at_ms) AS lastMs,
       MAX(body ->> '$.decision.byId' = ?) AS mine
     FROM requests WHERE state = 'decided' AND outcome = 'rejected' GROUP BY reason
     ORDER BY mine DESC, lastMs DESC LIMIT ?`,
    me,
    LAST_USED
  )
  return { lastUsed: stored.map(({ reason }) => reason) }
}

/** Mails to partners that the server has not got rid of. */
export function waitingMails(db: ReadableDb): WaitingMails {
  return (
    db.get<WaitingMails>(
      `SELECT COUNT(*) AS count, MIN(decided_at_ms) AS sinceMs FROM requests
       WHERE state = 'decided' AND outcome = 'rejected' AND body ->> '$.decision.mail.state' = 'waiting'`
    ) ?? { count: 0, sinceMs: null }
  )
}
