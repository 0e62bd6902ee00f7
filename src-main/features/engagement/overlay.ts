import type { EngagementId } from '#shared/base/ids.ts'
import {
  engagementCreate,
  engagementEdit,
  engagementMove,
  type WrittenEngagement
} from '#shared/features/engagement/operations.ts'
import type { EngagementView } from '#shared/features/engagement/views.ts'
import { asksFor, type OutboxRow } from '../../outbox/outbox-row.ts'
import { isHeld, type RowsByLane } from '../../outbox/rows-by-lane.ts'

/** Lays unsettled acts over the catalogue. A refused one changes nothing and stands beside what it spoke of. */
export function overlayCatalogue(
  stored: readonly EngagementView[],
  rows: RowsByLane,
  channelName: (channelId: string) => string
): EngagementView[] {
  const views = new Map(stored.map((view) => [view.engagementId, view]))
  for (const row of rows.all()) {
    if (!row.lane.startsWith('engagement:') || isHeld(rows, row)) continue
    if (asksFor(row, engagementCreate) || asksFor(row, engagementEdit)) layContent(views, row, channelName)
    else if (asksFor(row, engagementMove)) {
      const view = views.get(row.args.engagementId)
      if (view && lay(view, row)) view.state = row.args.to
    }
  }
  return [...views.values()]
}

function layContent(
  views: Map<EngagementId, EngagementView>,
  row: OutboxRow<WrittenEngagement>,
  channelName: (channelId: string) => string
): void {
  const { engagementId, channelId, content } = row.args
  const known = views.get(engagementId)
  const isNew = row.type === engagementCreate.type
  // the cache has it already, and the row only waits to hear so
  if (isNew && known) return
  if (known) {
    // the server has decided it, and the cache holds what came of it
    if ((row.base.version ?? 0) < known.version && row.state === 'accepted') return
    if (lay(known, row)) Object.assign(known, { channelId, content, channelName: channelName(channelId) })
    return
  }
  if (!isNew) return
  const view: EngagementView = {
    engagementId,
    channelId,
    channelName: channelName(channelId),
    state: 'draft',
    content,
    version: 1,
    updatedAtMs: row.createdAtMs,
    isPending: false,
    refusal: null
  }
  lay(view, row)
  views.set(engagementId, view)
}

/** Marks what a row does to a view; answers whether it will take effect as it stands. */
function lay(view: EngagementView, row: OutboxRow): boolean {
  if (row.state === 'rejected') {
    if (row.rejection) view.refusal = { opId: row.opId, ...row.rejection }
    return false
  }
  if (row.state !== 'accepted') view.isPending = true
  return true
}
