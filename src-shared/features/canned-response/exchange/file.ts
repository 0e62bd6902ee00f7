import { z } from 'zod'
import { CATEGORY_NAME_MAX, CannedScope, RESPONSE_TEXT_MAX, RESPONSE_TITLE_MAX } from '../entities.ts'
import type { CannedLibrary } from '../views.ts'
import { readCsv, writeCsv } from './csv.ts'

export const ExchangeFormat = z.enum(['csv', 'json'])
export type ExchangeFormat = z.infer<typeof ExchangeFormat>

/** More are not read from one file. */
export const IMPORT_MAX_ROWS = 10_000

const COLUMNS = ['id', 'category', 'title', 'text', 'scope', 'files', 'engagement'] as const

/** Between the names of files; no name has a line break. */
const SEPARATOR = '\n'

/** A response as a file has it. */
export interface FileRow {
  /** its line in a CSV file, its number in a JSON file */
  at: number
  /** the response that it was when it was exported; empty for none */
  id: string
  category: string
  title: string
  text: string
  /** null: the file does not say */
  scope: CannedScope | null
  /** what the response carried, by name: neither files nor engagements are in a file of words */
  carried: string[]
}

/** A row that cannot be taken, and why, as a person reads it. */
export interface BadRow {
  at: number
  reason: string
}

export type ReadFile = { ok: true; rows: FileRow[]; bad: BadRow[] } | { ok: false; message: string }

/**
 * The whole library as a file: what everyone has and what is one's own. Files and engagements are named, not contained.
 * @param titles of engagements, by their id
 */
export function writeLibrary(
  format: ExchangeFormat,
  { categories }: CannedLibrary,
  titles: ReadonlyMap<string, string>
): string {
  const rows = categories.flatMap(({ name, responses }) =>
    responses.map(({ responseId, title, text, isPersonal, attachments, engagementId }) => ({
      id: responseId as string,
      category: name,
      title,
      text,
      scope: isPersonal ? 'personal' : 'shared',
      files: attachments.map((file) => file.name).join(SEPARATOR),
      engagement: engagementId === null ? '' : (titles.get(engagementId) ?? engagementId)
    }))
  )
  if (format === 'json') return `${JSON.stringify({ cannedResponses: rows }, null, 2)}\n`
  // the mark tells spreadsheets that it is UTF-8
  return `\uFEFF${writeCsv([COLUMNS, ...rows.map((row) => COLUMNS.map((column) => row[column]))])}`
}

/** What a file says, row by row; a file that is none of ours as a whole is refused in a sentence. */
export function readLibrary(format: ExchangeFormat, text: string): ReadFile {
  const given = format === 'csv' ? givenByCsv(text) : givenByJson(text)
  if ('message' in given) return { ok: false, message: given.message }
  if (given.entries.length > IMPORT_MAX_ROWS) {
    return { ok: false, message: `The file has more than ${IMPORT_MAX_ROWS.toLocaleString('en')} responses.` }
  }
  const rows: FileRow[] = []
  const bad = [...given.bad]
  for (const { at, entry } of given.entries) {
    const parsed = Entry.safeParse(entry)
    if (!parsed.success) {
      bad.push({ at, reason: parsed.error.issues[0]?.message ?? 'It cannot be read' })
      continue
    }
    const { files, engagement, ...row } = parsed.data
    const carried = [...files.split(/\r?\n/), engagement].filter((name) => name !== '')
    rows.push({ at, ...row, carried })
  }
  return { ok: true, rows, bad: bad.sort((a, b) => a.at - b.at) }
}

interface Given {
  entries: { at: number; entry: unknown }[]
  bad: BadRow[]
}

const filled = (name: string, max: number) =>
  z
    .string(`It has no ${name}`)
    .refine((text) => text.trim() !== '', `It has no ${name}`)
    .refine((text) => text.length <= max, `Its ${name} is longer than ${max.toLocaleString('en')} characters`)

const Entry = z.object(
  {
    id: z.string().default(''),
    category: filled('category', CATEGORY_NAME_MAX).transform((name) => name.trim()),
    title: filled('title', RESPONSE_TITLE_MAX).transform((title) => title.trim()),
    text: filled('text', RESPONSE_TEXT_MAX),
    scope: z
      .union(
        [CannedScope, z.literal('').transform(() => null)],
        'Its scope is neither “shared” nor “personal”'
      )
      .default(null),
    files: z.string().default(''),
    engagement: z.string().default('')
  },
  'It is not a response'
)

const HEADING =
  'The first line must name the columns: category, title, text; and id and scope if there are any.'

function givenByCsv(text: string): Given | { message: string } {
  const { rows, unclosed } = readCsv(text.replace(/^\uFEFF/, ''))
  const [heading, ...lines] = rows
  const names = heading?.cells.map((name) => name.trim().toLowerCase()) ?? []
  if (!['category', 'title', 'text'].every((name) => names.includes(name))) return { message: HEADING }
  const entries = lines.map(({ line, cells }) => ({
    at: line,
    entry: Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']))
  }))
  const bad = unclosed === null ? [] : [{ at: unclosed, reason: 'A quote begins here and never ends' }]
  return { entries, bad }
}

function givenByJson(text: string): Given | { message: string } {
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    return { message: `The file is not JSON: ${error instanceof Error ? error.message : String(error)}.` }
  }
  const list = z
    .union([z.object({ cannedResponses: z.array(z.unknown()) }), z.array(z.unknown())])
    .safeParse(value)
  if (!list.success) return { message: 'The file has no list “cannedResponses”.' }
  const all = Array.isArray(list.data) ? list.data : list.data.cannedResponses
  return { entries: all.map((entry, index) => ({ at: index + 1, entry })), bad: [] }
}
