/** What lets a value decide on a plan: SQLite looks at `= ?` when it weighs orders or joins, and at `LIMIT ?`. */
const WEIGHED = /\b(?:order by|limit|join)\b/i

/**
 * SQLite plans such a statement anew whenever values are bound to it, which costs several times what it then does. What stands within a
 * function has no influence on a plan, and `likely` is a function that does nothing.
 * @param sql a statement with `?` for its values
 */
export function plannedOnce(sql: string): string {
  if (!WEIGHED.test(sql)) return sql
  return sql.replace(/'[^']*'|"[^"]*"|\?/g, (found) => (found === '?' ? 'likely(?)' : found))
}
