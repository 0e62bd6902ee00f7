// `npm run server:restored`: after a backup was put in the place of the database, and before the server is started.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { takeFolderLock } from '../../storage/sqlite/folder-lock.ts'
import { openSqliteStorage } from '../../storage/sqlite/open.ts'
import { mintIds, systemClock, systemRandom } from '../system.ts'
import { dataDirOf } from './data-dir.ts'
import { beginNewEpochs } from './new-epochs.ts'
import { fail, OperatorTrouble } from './trouble.ts'

try {
  const dataDir = dataDirOf(process.env)
  const database = path.join(dataDir, 'desk.db')
  if (!existsSync(database)) {
    throw new OperatorTrouble(`There is no database in ${dataDir}. Put the backup there as desk.db first.`)
  }
  const lock = takeFolderLock(path.join(dataDir, 'server.lock'))
  if (!lock) {
    throw new OperatorTrouble(
      `The server of ${dataDir} is running. Stop it, put the backup in place, then run this again.`
    )
  }
  const storage = openSqliteStorage(database)
  try {
    await storage.migrate()
    const companies = await beginNewEpochs(storage, mintIds(systemClock, systemRandom))
    process.stdout.write(
      `The database is marked as restored (companies: ${companies}). Start the server: every desk fetches a new copy and sends again what it sent in the last seven days.\n`
    )
  } finally {
    await storage.close()
    lock.release()
  }
} catch (error) {
  fail(error, process.env.OCTOPUS_DATA_DIR ?? '')
}
