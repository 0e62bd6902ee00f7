import type { ApiKey, ApiKeyMade, NewApiKey } from '#shared/features/integration/api-keys.ts'
import { listKeys } from '../../features/integration/key-repository.ts'
import { endKey, makeKey } from '../../features/integration/keys.ts'
import { type CompanyTools, findCompany } from './company-tools.ts'
import { OperatorTrouble } from './trouble.ts'

/** Makes an API key of a company. */
export async function createKey(tools: CompanyTools, company: string, wish: NewApiKey): Promise<ApiKeyMade> {
  return await tools.storage.transact(async (tx) => {
    const tenantId = await findCompany(tx, company)
    return await makeKey(tx, tools, { tenantId, userId: null }, wish)
  })
}

/** Revokes the API key of a prefix, which may be the whole secret: that is what somebody finds who finds a lost key. */
export async function endKeyOf(tools: CompanyTools, company: string, named: string): Promise<ApiKey> {
  return await tools.storage.transact(async (tx) => {
    const tenantId = await findCompany(tx, company)
    const found = (await listKeys(tx, tenantId)).find(
      ({ prefix }) => named === prefix || named.startsWith(`${prefix}_`)
    )
    const key = found && (await endKey(tx, tools, { tenantId, userId: null }, found.id))
    if (key) return key
    throw new OperatorTrouble(
      `"${company}" has no API key of this prefix. See them all with: npm run company -- list.`
    )
  })
}
