// The least that can hand out messages: pages of JSON straight out of their table. Run as a process of its own.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Database from 'better-sqlite3'

const db = new Database(process.argv[2], { readonly: true })
const page = db.prepare<[number, number]>(
  `SELECT rowid AS place, id, conversation_id AS conversationId, position, direction, author_id AS authorId, text,
     attachments, sent_at_ms AS sentAtMs
   FROM messages WHERE rowid > ? ORDER BY rowid LIMIT ?`
)
const http = createServer((request, response) => {
  const { searchParams } = new URL(request.url ?? '/', 'http://bare')
  const rows = page.all(Number(searchParams.get('after')), Number(searchParams.get('limit')))
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify({ rows }))
})
http.listen(0, '127.0.0.1', () => process.send?.(`http://127.0.0.1:${(http.address() as AddressInfo).port}`))
process.on('disconnect', () => process.exit())
