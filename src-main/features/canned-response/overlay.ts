import type { CannedCategory, CannedScope } from '#shared/features/canned-response/entities.ts'
import {
  categoryCreate,
  categoryMove,
  categoryRemove,
  categoryRename,
  responseCreate,
  responseEdit,
  responseMove,
  responseRemove
} from '#shared/features/canned-response/operations.ts'
import type { CategoryView, ResponseView } from '#shared/features/canned-response/views.ts'
import { asksFor, type OutboxRow } from '../../outbox/outbox-row.ts'
import { isHeld, type RowsByLane } from '../../outbox/rows-by-lane.ts'

/** The library while it is put together; both maps are in the order in which things are shown. */
export interface Library {
  categories: Map<CannedCategory['id'], CategoryView>
  responses: Map<ResponseView['responseId'], ResponseView>
}

/** A thing that the cache does not have yet has the version that the server will give it. */
const FIRST_VERSION = 1

/**
 * Lays unsettled acts over the library. A refused one leaves the server's text in place and waits beside it for a choice;
 * what is held behind it changes nothing.
 */
export function overlayLibrary(library: Library, rows: RowsByLane): void {
  for (const row of rows.all()) {
    if (!row.lane.startsWith('canned:') || isHeld(rows, row)) continue
    if (asksFor(row, categoryCreate)) createCategory(library, row)
    else if (asksFor(row, categoryRename)) {
      const category = library.categories.get(row.args.categoryId)
      if (category && lay(category, row, 'editing')) category.name = row.args.name
    } else if (asksFor(row, categoryRemove)) {
      const category = library.categories.get(row.args.categoryId)
      if (category && lay(category, row, 'removing') && row.state === 'accepted') {
        removeWithResponses(library, category.categoryId)
      }
    } else if (asksFor(row, categoryMove)) {
      const { categoryId, afterId } = row.args
      const category = library.categories.get(categoryId)
      if (category && lay(category, row, 'moving')) moveBehind(library.categories, categoryId, afterId)
    } else if (asksFor(row, responseCreate)) createResponse(library, row)
    else if (asksFor(row, responseEdit)) {
      const response = library.responses.get(row.args.responseId)
      const { responseId: _id, scope, ...args } = row.args
      const mine = Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined))
      if (response && lay(response, row, 'editing')) {
        Object.assign(response, mine)
        if (scope !== undefined) response.isPersonal = scope === 'personal'
      }
    } else if (asksFor(row, responseRemove)) {
      const response = library.responses.get(row.args.responseId)
      if (response && lay(response, row, 'removing') && row.state === 'accepted') {
        library.responses.delete(response.responseId)
      }
    } else if (asksFor(row, responseMove)) {
      const { responseId, categoryId, afterId } = row.args
      const response = library.responses.get(responseId)
      if (response && lay(response, row, 'moving')) {
        response.categoryId = categoryId
        moveBehind(library.responses, responseId, afterId, (other) => other.categoryId === categoryId)
      }
    }
  }
}

function removeWithResponses({ categories, responses }: Library, categoryId: CannedCategory['id']): void {
  categories.delete(categoryId)
  for (const response of responses.values())
    if (response.categoryId === categoryId) responses.delete(response.responseId)
}

/** As the server will do it: behind another one, first among its own, or last where that other one is not among them. */
function moveBehind<Id, View>(
  views: Map<Id, View>,
  id: Id,
  afterId: Id | null,
  isAmong: (view: View) => boolean = () => true
): void {
  const moved = views.get(id)
  if (!moved) return
  views.delete(id)
  const order = [...views]
  const after = order.findIndex(([other, view]) => other === afterId && isAmong(view))
  const at = afterId === null ? 0 : after < 0 ? order.length : after + 1
  views.clear()
  for (const [other, view] of [...order.slice(0, at), [id, moved] as const, ...order.slice(at)])
    views.set(other, view)
}

function createCategory(
  { categories }: Library,
  row: OutboxRow<{ categoryId: CannedCategory['id']; name: string }>
): void {
  const { categoryId, name } = row.args
  if (categories.has(categoryId)) return
  const category: CategoryView = {
    categoryId,
    name,
    version: FIRST_VERSION - 1,
    pending: null,
    refusal: null,
    isLoose: false,
    responses: []
  }
  lay(category, row, 'creating')
  categories.set(categoryId, category)
}

function createResponse(
  { responses }: Library,
  row: OutboxRow<
    Pick<ResponseView, 'responseId' | 'categoryId' | 'title' | 'text'> & {
      scope?: CannedScope | undefined
    } & { [Carried in 'attachments' | 'engagementId']?: ResponseView[Carried] | undefined }
  >
): void {
  const { responseId, categoryId, title, text, attachments = [], engagementId = null, scope } = row.args
  if (responses.has(responseId)) return
  const response: ResponseView = {
    responseId,
    categoryId,
    title,
    text,
    attachments,
    engagementId,
    isPersonal: scope === 'personal',
    usage: { inserted: 0, edited: 0, lastUsedAtMs: null },
    updatedAtMs: row.createdAtMs,
    digit: null,
    version: FIRST_VERSION - 1,
    pending: null,
    refusal: null
  }
  lay(response, row, 'creating')
  responses.set(responseId, response)
}

/** Marks what a row does to a view. Answers whether it will take effect as it stands. */
function lay(
  view: Pick<ResponseView, 'pending' | 'refusal' | 'version'>,
  row: OutboxRow,
  act: NonNullable<ResponseView['pending']>
): boolean {
  if (row.state === 'rejected') {
    if (row.rejection) view.refusal = { opId: row.opId, ...row.rejection }
    return false
  }
  if (row.state !== 'accepted') view.pending = act
  // The base of the next act on it is what I have seen of others: my own acts are never in my way. Only what I have just
  // made has the version that the server will give it.
  if (view.version < FIRST_VERSION) view.version = FIRST_VERSION
  return true
}
