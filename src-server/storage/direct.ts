import type { QueryResult } from 'kysely'

/**
 * A database that answers a statement at once, on the connection of whatever transaction is under way: with a prepared query
 * everything between the query and the database costs more than the database does.
 */
export interface Direct {
  runDirectly(sql: string, values: readonly unknown[]): QueryResult<unknown>
}

/** Whether a database's adapter can do so. */
export function isDirect(adapter: object): adapter is Direct {
  return 'runDirectly' in adapter
}
