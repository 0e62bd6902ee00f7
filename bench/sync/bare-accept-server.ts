// The least that can accept Operations by HTTP: each push becomes a row that is on the disk before it is answered. Nobody is asked who
// they are, nothing is judged. Run as a process of its own, with the folder of its data.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import Database from 'better-sqlite3'

const db = new Database(path.join(process.argv[2] ?? '.', 'accepted.db'))
db.pragma('journal_mode = WAL')
db.pragma('synchronous = FULL')
db.exec('CREATE TABLE pushes (seq INTEGER PRIMARY KEY, body TEXT)')
const keep = db.prepare<[string]>('INSERT INTO pushes (body) VALUES (?)')

const http = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const body = Buffer.concat(chunks).toString()
    const { operations } = JSON.parse(body) as { operations: { opId: string }[] }
    const seq = Number(keep.run(body).lastInsertRowid)
    response.setHeader('content-type', 'application/json')
    const outcomes = operations.map(({ opId }) => ({ opId, status: 'accepted', seq }))
    response.end(JSON.stringify({ outcomes, head: seq }))
  })
})
http.listen(0, '127.0.0.1', () => process.send?.(`http://127.0.0.1:${(http.address() as AddressInfo).port}`))
process.on('disconnect', () => process.exit())
