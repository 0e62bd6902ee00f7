import { z } from 'zod'
import { ResponseId } from '../../../base/ids.ts'
import type { CannedLibrary, ResponseView } from '../views.ts'
import { type BadRow, ExchangeFormat, type FileRow } from './file.ts'

const Words = z.object({ category: z.string(), title: z.string(), text: z.string(), isPersonal: z.boolean() })
export type ImportWords = z.infer<typeof Words>

/** What one row of a file would do to the library. */
export const ImportItem = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('new'), at: z.number().int(), words: Words }),
  z.object({
    kind: z.literal('changed'),
    at: z.number().int(),
    responseId: ResponseId,
    /** that the person sees when they decide: the base of the edit */
    version: z.number().int(),
    before: Words,
    words: Words
  }),
  z.object({ kind: z.literal('same'), at: z.number().int(), words: Words }),
  z.object({ kind: z.literal('bad'), at: z.number().int(), reason: z.string() })
])
export type ImportItem = z.infer<typeof ImportItem>

/** A file beside the library, before anything is changed. */
export const ImportPlan = z.object({
  fileName: z.string(),
  format: ExchangeFormat,
  items: z.array(ImportItem)
})
export type ImportPlan = z.infer<typeof ImportPlan>

/** What became of choosing a file: a sentence when it could not be read. */
export const ImportRead = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('cancelled') }),
  z.object({ outcome: z.literal('failed'), message: z.string() }),
  z.object({ outcome: z.literal('read'), plan: ImportPlan })
])
export type ImportRead = z.infer<typeof ImportRead>

interface Known {
  response: ResponseView
  category: string
}

/**
 * What rows would change: each is the response of its id, or else the one of its category and title, or a new one. Nothing
 * is ever removed, and of two rows for one response the second is not taken.
 */
export function planImport(
  rows: readonly FileRow[],
  bad: readonly BadRow[],
  library: CannedLibrary
): ImportItem[] {
  const known = library.categories.flatMap(({ name, responses }) =>
    responses.map((response): Known => ({ response, category: name }))
  )
  const byId = new Map(known.map((one) => [one.response.responseId as string, one]))
  const byName = new Map(known.map((one) => [nameOf(one.category, one.response.title), one]))
  const taken = new Map<string, number>()
  const items: ImportItem[] = bad.map((row) => ({ kind: 'bad', ...row }))
  for (const row of rows) {
    const found = byId.get(row.id) ?? byName.get(nameOf(row.category, row.title))
    const key = found?.response.responseId ?? nameOf(row.category, row.title)
    const earlier = taken.get(key)
    if (earlier !== undefined)
      items.push({ kind: 'bad', at: row.at, reason: `It is there twice, first at ${earlier}` })
    else items.push(itemOf(row, found))
    taken.set(key, earlier ?? row.at)
  }
  return items.sort((a, b) => a.at - b.at)
}

function itemOf({ at, category, title, text, scope }: FileRow, found: Known | undefined): ImportItem {
  if (!found) return { kind: 'new', at, words: { category, title, text, isPersonal: scope === 'personal' } }
  const { responseId, version, isPersonal } = found.response
  const before: ImportWords = {
    category: found.category,
    title: found.response.title,
    text: found.response.text,
    isPersonal
  }
  const words: ImportWords = {
    category: isSameName(category, found.category) ? found.category : category,
    title,
    text: isSameText(text, before.text) ? before.text : text,
    isPersonal: scope === null ? isPersonal : scope === 'personal'
  }
  const isSame =
    words.category === before.category &&
    words.title === before.title &&
    words.text === before.text &&
    words.isPersonal === before.isPersonal
  return isSame ? { kind: 'same', at, words } : { kind: 'changed', at, responseId, version, before, words }
}

/** Names are the same whatever their case is. */
export function isSameName(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase()
}

/** Programs that save a file end its lines as they like. */
function isSameText(a: string, b: string): boolean {
  return a.replaceAll('\r\n', '\n') === b.replaceAll('\r\n', '\n')
}

const nameOf = (category: string, title: string) =>
  `${category.trim().toLowerCase()}\n${title.trim().toLowerCase()}`
