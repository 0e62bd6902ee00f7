import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { plannedOnce } from '#shared/base/planned-once.ts'

test('values of a statement that sorts or is limited have no influence on its plan', () => {
  expect(plannedOnce('SELECT a FROM t WHERE b = ? ORDER BY c LIMIT ?')).toBe(
    'SELECT a FROM t WHERE b = likely(?) ORDER BY c LIMIT likely(?)'
  )
})

test('other statements, texts and names are left as they are', () => {
  const simple = 'UPDATE t SET a = ? WHERE b = ?'
  expect(plannedOnce(simple)).toBe(simple)
  const joined = 'select * from t join u on u.a = t.a where t.b = ? order by u.c limit ?'
  expect(plannedOnce(joined)).toBe(joined)
  const quoted = `SELECT '?', 'it''s ?' AS "a?" FROM t ORDER BY "a?"`
  expect(plannedOnce(quoted)).toBe(quoted)
})

test('it answers the same by the same index', () => {
  const db = new Database(':memory:')
  db.exec('CREATE TABLE t (a TEXT, b INTEGER); CREATE INDEX by_a ON t (a, b)')
  for (const [a, b] of [
    ['x', 3],
    ['x', 1],
    ['y', 2]
  ])
    db.prepare('INSERT INTO t VALUES (?, ?)').run(a, b)
  const sql = 'SELECT b FROM t WHERE a = ? AND b > ? ORDER BY b DESC LIMIT ?'
  const both = [sql, plannedOnce(sql)]
  expect(both.map((text) => db.prepare(text).pluck().all('x', 0, 5))).toEqual([
    [3, 1],
    [3, 1]
  ])
  for (const text of both)
    expect(db.prepare(`EXPLAIN QUERY PLAN ${text}`).all('x', 0, 5)).toMatchObject([
      { detail: 'SEARCH t USING COVERING INDEX by_a (a=? AND b>?)' }
    ])
})
