// PouchDB in memory, with the one index that a thread needs.
import memory from 'pouchdb-adapter-memory'
import PouchDB from 'pouchdb-core'
import find from 'pouchdb-find'
import { type PullTask, pullAll } from '../bare-pull.ts'
import { taskOf, tell } from '../run-client.ts'

PouchDB.plugin(memory).plugin(find)
const db = new PouchDB('messages', { adapter: 'memory' })
await db.createIndex({ index: { fields: ['conversationId', 'position'] } })
const pulled = await pullAll(
  taskOf<PullTask>(),
  async (rows) => {
    await db.bulkDocs(rows.map(({ place: _place, id, ...row }) => ({ _id: id, ...row })))
  },
  async () => {
    // its indexes are built when they are asked
    await db.find({ selector: { conversationId: 'none' }, limit: 1 })
  }
)
tell(pulled)
