import type { z } from 'zod'
import type { PartnersArgs, PartnersPage } from '#shared/features/approval/views.ts'
import { Partner } from '#shared/features/partner/entities.ts'
import type { ReadableDb } from '../../sqlite/sqlite-file.ts'
import { patternsOf } from '../approval/fold.ts'

const ORDERS: Record<z.output<typeof PartnersArgs>['order'], string> = {
  name: 'name COLLATE NOCASE',
  package: `body ->> '$.packageName'`,
  status: 'status',
  invoice: `body ->> '$.invoiceId'`
}

/** One page of the partners. */
export function partnersPage(
  db: ReadableDb,
  { search, status, order, descending, offset, limit }: z.output<typeof PartnersArgs>
): PartnersPage {
  const patterns = patternsOf(search)
  const where = [
    '1 = 1',
    ...(status === null ? [] : ['status = ?']),
    ...patterns.map(() => `search LIKE ? ESCAPE '\\'`)
  ].join(' AND ')
  const params = [...(status === null ? [] : [status]), ...patterns]
  const { total } = db.get<{ total: number }>(
    `SELECT COUNT(*) AS total FROM partners WHERE ${where}`,
    ...params
  ) ?? { total: 0 }
  const way = descending ? 'DESC' : 'ASC'
  const stored = db.all<{ body: string }>(
    `SELECT body FROM partners WHERE ${where} ORDER BY ${ORDERS[order]} ${way}, id ${way} LIMIT ? OFFSET ?`,
    ...params,
    limit,
    offset
  )
  return { total, rows: stored.map(({ body }) => Partner.parse(JSON.parse(body))) }
}
