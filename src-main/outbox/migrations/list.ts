import type { Migration } from '../../sqlite/sqlite-file.ts'
import { firstTables } from './0001-first-tables.ts'
import { files } from './0002-files.ts'
import { history } from './0003-history.ts'
import { wholeDrafts } from './0004-whole-drafts.ts'
import { responseDigits } from './0005-response-digits.ts'

/** In order; each is run once per file. They only ever add. */
export const OUTBOX_MIGRATIONS: readonly Migration[] = [
  firstTables,
  files,
  history,
  wholeDrafts,
  responseDigits
]
