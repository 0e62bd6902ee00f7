import {
  type PartnerRequest,
  type RequestStep,
  requestEntity,
  requestStepEntity
} from '#shared/features/approval/entities.ts'
import { kindNamed } from '#shared/features/approval/kinds/list.ts'
import type { Projection } from '../../cache/projection.ts'
import { fold } from './fold.ts'

export const requestProjection: Projection<PartnerRequest> = {
  entity: requestEntity,
  put(tx, row, touch) {
    const changes = tx.run(
      `INSERT INTO requests (id, kind, state, outcome, partner_id, partner_name, title, price, requested_at_ms,
         decided_at_ms, search, body, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, state = excluded.state, outcome = excluded.outcome,
         partner_id = excluded.partner_id, partner_name = excluded.partner_name, title = excluded.title,
         price = excluded.price, requested_at_ms = excluded.requested_at_ms, decided_at_ms = excluded.decided_at_ms,
         search = excluded.search, body = excluded.body, version = excluded.version
         WHERE excluded.version >= requests.version`,
      row.id,
      row.kind,
      stateOf(row),
      row.decision?.outcome ?? null,
      row.partnerId,
      row.partnerName,
      row.title,
      priceOf(row),
      row.requestedAtMs,
      row.decision?.atMs ?? null,
      fold(`${row.partnerName} ${row.title}`),
      JSON.stringify(row),
      row.version
    )
    if (changes > 0) touch('requests')
  },
  remove(tx, id, version, touch) {
    if (tx.run('DELETE FROM requests WHERE id = ? AND version <= ?', id, version) > 0) touch('requests')
  },
  removeAll(tx, touch) {
    if (tx.run('DELETE FROM requests') > 0) touch('requests')
  }
}

export const requestStepProjection: Projection<RequestStep> = {
  entity: requestStepEntity,
  put(tx, row, touch) {
    const changes = tx.run(
      `INSERT INTO request_steps (id, request_id, body, version) VALUES (?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET request_id = excluded.request_id, body = excluded.body, version = excluded.version
         WHERE excluded.version >= request_steps.version`,
      row.id,
      row.requestId,
      JSON.stringify(row),
      row.version
    )
    if (changes > 0) touch('requests')
  },
  remove(tx, id, version, touch) {
    if (tx.run('DELETE FROM request_steps WHERE id = ? AND version <= ?', id, version) > 0) touch('requests')
  },
  removeAll(tx, touch) {
    if (tx.run('DELETE FROM request_steps') > 0) touch('requests')
  }
}

/** What the partner took back is in no list. */
function stateOf({ decision, withdrawnAtMs }: PartnerRequest): 'pending' | 'decided' | 'withdrawn' {
  if (withdrawnAtMs !== null) return 'withdrawn'
  return decision ? 'decided' : 'pending'
}

/** For sorting only; a Kind or a content that this version cannot read has none. */
function priceOf({ kind, content }: PartnerRequest): number | null {
  const known = kindNamed(kind)
  if (!known?.content.safeParse(content).success) return null
  return known.price(content)?.minor ?? null
}
