import { z } from 'zod'
import type { CategoryId } from '#shared/base/ids.ts'
import { Attachment } from '#shared/features/attachment/entities.ts'
import type { CannedUsage } from '#shared/features/canned-response/entities.ts'
import type { CannedLibrary, CategoryView, ResponseView } from '#shared/features/canned-response/views.ts'
import type { RowsByLane } from '../../outbox/rows-by-lane.ts'
import type { ReadableDb } from '../../sqlite/sqlite-file.ts'
import { type Library, overlayLibrary } from './overlay.ts'

type StoredCategory = Pick<CategoryView, 'categoryId' | 'name' | 'version'>
type StoredResponse = Pick<
  ResponseView,
  'responseId' | 'categoryId' | 'title' | 'text' | 'engagementId' | 'version' | 'updatedAtMs'
> &
  CannedUsage & { isPersonal: 0 | 1; attachments: string }

const Files = z.array(Attachment)

/** The whole library in order, with everything unsettled laid over it. `digits` are this computer's shortcuts, by response. */
export function cannedLibrary(
  db: ReadableDb,
  rows: RowsByLane,
  digits: ReadonlyMap<string, number>
): CannedLibrary {
  const library = storedLibrary(db)
  overlayLibrary(library, rows)
  const loose: ResponseView[] = []
  for (const response of library.responses.values()) {
    response.digit = digits.get(response.responseId) ?? null
    const category = library.categories.get(response.categoryId)
    if (category) category.responses.push(response)
    else if (response.isPersonal) loose.push(response)
  }
  const categories = [...library.categories.values()]
  const [first] = loose
  return { categories: first ? [...categories, looseCategory(first.categoryId, loose)] : categories }
}

/** A colleague has removed a category in which something stood that only I see: it is still mine. */
function looseCategory(categoryId: CategoryId, responses: ResponseView[]): CategoryView {
  const name = 'Without a category'
  return { categoryId, name, version: 0, pending: null, refusal: null, isLoose: true, responses }
}

function storedLibrary(db: ReadableDb): Library {
  const categories: Library['categories'] = new Map()
  for (const stored of db.all<StoredCategory>(
    'SELECT id AS categoryId, name, version FROM canned_categories ORDER BY position, id'
  )) {
    categories.set(stored.categoryId, {
      ...stored,
      pending: null,
      refusal: null,
      isLoose: false,
      responses: []
    })
  }
  const responses: Library['responses'] = new Map()
  for (const stored of db.all<StoredResponse>(
    `SELECT id AS responseId, category_id AS categoryId, title, text, attachments, engagement_id AS engagementId,
       owner_id IS NOT NULL AS isPersonal, version, updated_at_ms AS updatedAtMs, inserted, edited, last_used_at_ms AS lastUsedAtMs
     FROM canned_responses ORDER BY position, id`
  )) {
    const { isPersonal, attachments, inserted, edited, lastUsedAtMs, ...words } = stored
    responses.set(stored.responseId, {
      ...words,
      attachments: attachments === '[]' ? [] : Files.parse(JSON.parse(attachments)),
      isPersonal: isPersonal === 1,
      usage: { inserted, edited, lastUsedAtMs },
      digit: null,
      pending: null,
      refusal: null
    })
  }
  return { categories, responses }
}
