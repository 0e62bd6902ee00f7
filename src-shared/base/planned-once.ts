/** What lets a value decide on a plan: SQLite looks at `= ?` when it weighs orders, and at `LIMIT ?`. */
const WEIGHED = /\b(?:order by|limit)\b/i
/** Of several tables it matters most which is read first, and what is known of the values may decide that: they are left to be planned anew. */
const JOINED = /\bjoin\b/i

/**
 * SQLite plans such a statement anew whenever values are bound to it, which costs several times what it then does. What stands within a
 * function has no influence on a plan, and `likely` is a function that does nothing.
 * @param sql a statement with `?` for its values
 */
export function plannedOnce(sql: string): string {
  if (!WEIGHED.test(sql) || JOINED.test(sql)) return sql
  return sql.replace(/'[^']*'|"[^"]*"|\?/g, (found) => (found === '?' ? 'likely(?)' : found))
}
