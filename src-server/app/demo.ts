import { generateDemo } from '../demo/generate.ts'
import { loadDemo } from '../demo/load.ts'
import { DEMO_PASSWORD } from '../demo/people.ts'
import { hashPassword } from '../features/session/passwords.ts'
import type { RoomTools } from '../gateway/room.ts'
import type { DemoConfig } from './config.ts'

/**
 * Makes the demo tenant when the database has no tenant at all; answers whether it did. Everybody shares one password
 * and therefore one hash, which saves a tenth of a second for each of them.
 */
export async function makeDemoTenant(
  databaseFile: string,
  demo: DemoConfig,
  tools: Pick<RoomTools, 'storage' | 'clock' | 'mintId' | 'randomBytes'>
): Promise<boolean> {
  const tenant = await tools.storage.read((db) => db.selectFrom('tenants').select('id').executeTakeFirst())
  if (tenant) return false
  const generated = generateDemo({
    seed: demo.seed,
    nowMs: tools.clock.nowMs(),
    conversations: demo.conversations,
    ...(demo.messages !== undefined && { messages: demo.messages })
  })
  const passwordHash = await hashPassword(DEMO_PASSWORD, tools.randomBytes)
  loadDemo(databaseFile, generated, { epoch: tools.mintId(), passwordHash })
  return true
}
