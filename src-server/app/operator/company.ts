// `npm run company`: companies, their people and channels. It may run beside the server, which notices within two seconds.
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { createFeed } from '../../feed/feed.ts'
import { openSqliteStorage } from '../../storage/sqlite/open.ts'
import { mintIds, systemClock, systemRandom } from '../system.ts'
import { carryOut } from './carry-out.ts'
import { readCommand } from './command-line.ts'
import { dataDirOf } from './data-dir.ts'
import { fail } from './trouble.ts'

try {
  const command = readCommand(process.argv.slice(2))
  const dataDir = dataDirOf(process.env)
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const storage = openSqliteStorage(path.join(dataDir, 'desk.db'))
  try {
    await storage.migrate()
    const tools = {
      storage,
      feed: createFeed(storage),
      clock: systemClock,
      mintId: mintIds(systemClock, systemRandom),
      randomBytes: systemRandom
    }
    process.stdout.write(`${await carryOut(tools, command, process.stdin)}\n`)
  } finally {
    await storage.close()
  }
} catch (error) {
  fail(error, process.env.OCTOPUS_DATA_DIR ?? '')
}
