import type { Migration } from 'kysely/migration'
import { up as firstTables } from './0001-first-tables.ts'

/** Every migration by name; they run in the order of their numbers. */
export const MIGRATIONS: Record<string, Migration> = {
  '0001-first-tables': { up: firstTables }
}
