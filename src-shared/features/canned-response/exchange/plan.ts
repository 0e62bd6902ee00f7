import { z } from 'zod'
import { ResponseId } from '../../../base/ids.ts'
import type { CannedLibrary, ResponseView } from '../views.ts'
import { type BadRow, ExchangeFormat, type FileRow } from './file.ts'

const Words = z.object({ category: z.string(), title: z.string(), text: z.string(), isPersonal: z.boolean() })
export type ImportWords = z.infer<typeof Words>

/** Files and engagements by name that the row had and the response does not get: they have to be added by hand. */
const leftOut = z.array(z.string())

/** What one row of a file would do to the library. */
export const ImportItem = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('new'), at: z.number().int(), words: Words, leftOut }),
  z.object({
    kind: z.literal('changed'),
    at: z.number().int(),
    responseId: ResponseId,
    /** that the person sees when they decide: the base of the edit */
    version: z.number().int(),
    before: Words,
    words: Words,
    leftOut
  }),
  z.object({ kind: z.literal('same'), at: z.number().int(), words: Words, leftOut }),
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
 * is ever removed, what a response carries stays as it is, and of two rows for one response the second is not taken.
 */
export function planImport(
  rows: readonly FileRow[],
  bad: readonly BadRow[],
  library: CannedLibrary,
  titles: ReadonlyMap<string, string>
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
    else items.push(itemOf(row, found, titles))
    taken.set(key, earlier ?? row.at)
  }
  return items.sort((a, b) => a.at - b.at)
}

function itemOf(row: FileRow, found: Known | undefined, titles: ReadonlyMap<string, string>): ImportItem {
  const { at, category, title, text, scope } = row
  const has = found ? carriedBy(found.response, titles) : []
  const leftOut = row.carried.filter((name) => !has.includes(name))
  if (!found) {
    return { kind: 'new', at, words: { category, title, text, isPersonal: scope === 'personal' }, leftOut }
  }
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
  return isSame
    ? { kind: 'same', at, words, leftOut }
    : { kind: 'changed', at, responseId, version, before, words, leftOut }
}

/** By name what a response carries, as its row in a file has it. */
function carriedBy(
  { attachments, engagementId }: ResponseView,
  titles: ReadonlyMap<string, string>
): string[] {
  const engagement = engagementId === null ? [] : [titles.get(engagementId) ?? engagementId]
  return [...attachments.map(({ name }) => name), ...engagement]
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
