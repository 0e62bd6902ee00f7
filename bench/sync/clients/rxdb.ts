// RxDB in memory, with the one index that a thread needs.
import { createRxDatabase } from 'rxdb/plugins/core'
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory'
import { type PullTask, pullAll } from '../bare-pull.ts'
import { taskOf, tell } from '../run-client.ts'

const text = { type: 'string' } as const
const id = { type: 'string', maxLength: 64 } as const
const place = { type: 'integer', minimum: 0, maximum: 1_000_000_000, multipleOf: 1 } as const

const db = await createRxDatabase({ name: 'bench', storage: getRxStorageMemory(), multiInstance: false })
const { messages } = await db.addCollections({
  messages: {
    schema: {
      version: 0,
      primaryKey: 'id',
      type: 'object',
      properties: {
        id,
        conversationId: id,
        position: place,
        direction: text,
        authorId: { type: ['string', 'null'] },
        text,
        attachments: { type: ['string', 'null'] },
        sentAtMs: { type: 'integer' }
      },
      required: ['id', 'conversationId', 'position'],
      indexes: [['conversationId', 'position']]
    }
  }
})
const pulled = await pullAll(taskOf<PullTask>(), async (rows) => {
  const kept = await messages.bulkInsert(rows.map(({ place: _place, ...row }) => row))
  if (kept.error.length > 0) throw new Error('RxDB did not keep every row.')
})
tell(pulled)
