import type { CannedLibrary, CategoryView, ResponseView } from '#shared/features/canned-response/views.ts'
import type { RowsByLane } from '../../outbox/rows-by-lane.ts'
import type { ReadableDb } from '../../sqlite/sqlite-file.ts'
import { type Library, overlayLibrary } from './overlay.ts'

type StoredCategory = Pick<CategoryView, 'categoryId' | 'name' | 'version'>
type StoredResponse = Pick<ResponseView, 'responseId' | 'categoryId' | 'title' | 'text' | 'version'>

/** The whole library in order, with everything unsettled laid over it. */
export function cannedLibrary(db: ReadableDb, rows: RowsByLane): CannedLibrary {
  const library = storedLibrary(db)
  overlayLibrary(library, rows)
  for (const response of library.responses.values()) {
    library.categories.get(response.categoryId)?.responses.push(response)
  }
  return { categories: [...library.categories.values()] }
}

function storedLibrary(db: ReadableDb): Library {
  const categories: Library['categories'] = new Map()
  for (const stored of db.all<StoredCategory>(
    'SELECT id AS categoryId, name, version FROM canned_categories ORDER BY position, id'
  )) {
    categories.set(stored.categoryId, { ...stored, pending: null, refusal: null, responses: [] })
  }
  const responses: Library['responses'] = new Map()
  for (const stored of db.all<StoredResponse>(
    `SELECT id AS responseId, category_id AS categoryId, title, text, version
     FROM canned_responses ORDER BY position, id`
  )) {
    responses.set(stored.responseId, { ...stored, pending: null, refusal: null })
  }
  return { categories, responses }
}
