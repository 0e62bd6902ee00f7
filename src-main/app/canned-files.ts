import {
  type ExchangeFormat,
  readLibrary,
  writeLibrary
} from '#shared/features/canned-response/exchange/file.ts'
import { type ImportRead, planImport } from '#shared/features/canned-response/exchange/plan.ts'
import type { CannedLibrary } from '#shared/features/canned-response/views.ts'
import type { Exported } from '../account/export.ts'
import type { OpenedText } from '../platform/open-text.ts'

/** By the id of the engagement. */
type EngagementTitles = ReadonlyMap<string, string>

/** The library as a text and the name of the file that it is meant for. */
export function exportedLibrary(
  format: ExchangeFormat,
  library: CannedLibrary,
  titles: EngagementTitles,
  nowMs: number
): Exported {
  const day = new Date(nowMs).toISOString().slice(0, 10)
  return { fileName: `canned-responses-${day}.${format}`, text: writeLibrary(format, library, titles) }
}

/** What a file that was chosen would change; nothing is changed yet. */
export function importRead(opened: OpenedText, library: CannedLibrary, titles: EngagementTitles): ImportRead {
  if (opened.outcome !== 'read') return opened
  const { fileName, text } = opened
  const format = fileName.toLowerCase().endsWith('.json') ? 'json' : 'csv'
  const read = readLibrary(format, text)
  if (!read.ok) return { outcome: 'failed', message: `${fileName}: ${read.message}` }
  const items = planImport(read.rows, read.bad, library, titles)
  return { outcome: 'read', plan: { fileName, format, items } }
}
