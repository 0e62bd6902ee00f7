import type { Migration } from 'kysely/migration'
import { up as firstTables } from './0001-first-tables.ts'
import { up as files } from './0002-files.ts'
import { up as access } from './0003-access.ts'
import { up as fieldAuthors } from './0004-field-authors.ts'
import { up as notes } from './0005-notes.ts'
import { up as personalResponses } from './0006-personal-responses.ts'
import { up as engagements } from './0007-engagements.ts'
import { up as responseUsage } from './0008-response-usage.ts'
import { up as requests } from './0009-requests.ts'

/** Every migration by name; they run in the order of their numbers. */
export const MIGRATIONS: Record<string, Migration> = {
  '0001-first-tables': { up: firstTables },
  '0002-files': { up: files },
  '0003-access': { up: access },
  '0004-field-authors': { up: fieldAuthors },
  '0005-notes': { up: notes },
  '0006-personal-responses': { up: personalResponses },
  '0007-engagements': { up: engagements },
  '0008-response-usage': { up: responseUsage },
  '0009-requests': { up: requests }
}
