import { ChannelId, TenantId } from '#shared/base/ids.ts'
import type { Channel } from '#shared/features/conversation/entities.ts'
import { channelChanged } from '../../features/conversation/changes.ts'
import { toChannel } from '../../features/conversation/rows.ts'
import { listKeys } from '../../features/integration/key-repository.ts'
import { hashPassword } from '../../features/session/passwords.ts'
import type { Tx } from '../../storage/storage.ts'
import { auditOperator, type CompanyTools, findCompany } from './company-tools.ts'
import { insertPerson } from './people.ts'
import { OperatorTrouble } from './trouble.ts'

/** Makes a company with its first administrator. Desks begin with a Snapshot, so its feed begins without Changes. */
export async function createCompany(
  tools: CompanyTools,
  name: string,
  admin: { name: string; email: string },
  password: string
): Promise<TenantId> {
  const { storage, mintId, randomBytes } = tools
  const hash = await hashPassword(password, randomBytes)
  return await storage.transact(async (tx) => {
    const taken = await tx.selectFrom('tenants').select('id').where('name', '=', name).executeTakeFirst()
    if (taken) throw new OperatorTrouble(`There is a company "${name}" already. Choose another name.`)
    const id = TenantId.parse(mintId())
    await tx
      .insertInto('tenants')
      .values({ id, name, epoch: mintId(), head_seq: 1, floor_seq: 1, acl_version: 1, demo: 0 })
      .execute()
    await auditOperator(tx, tools, { tenantId: id, action: 'company.create', target: `company:${id}` })
    await insertPerson(tx, tools, id, { ...admin, role: 'admin' }, hash)
    return id
  })
}

export interface ChannelWish {
  slug: string
  newSlug?: string | undefined
  name?: string | undefined
  partner?: string | undefined
}

/** How many colours a channel's accent is chosen from. */
const COLORS = 12

/** Makes the channel of a slug, its chat off, or changes the one that is there. */
export async function setChannel(
  tools: CompanyTools,
  company: string,
  wish: ChannelWish
): Promise<'made' | 'changed'> {
  const { storage, feed, clock, mintId } = tools
  const tenantId = await storage.read((db) => findCompany(db, company))
  const { result } = await feed.write(tenantId, clock.nowMs(), async (tx) => {
    const found = await tx.selectFrom('channels').selectAll().where('slug', '=', wish.slug).executeTakeFirst()
    if (found && found.tenant_id !== tenantId) throw slugTaken(wish.slug)
    const before = found ? toChannel(found) : await newChannel(tx, tenantId, wish, mintId())
    const slug = wish.newSlug ?? wish.slug
    if (slug !== before.slug) await refuseTaken(tx, slug)
    const channel: Channel = {
      ...before,
      slug,
      name: wish.name ?? before.name,
      partnerName: wish.partner ?? before.partnerName,
      version: before.version + 1
    }
    await writeChannel(tx, tenantId, channel)
    await auditOperator(tx, tools, { tenantId, action: 'channel.set', target: `channel:${channel.id}` })
    const result: 'made' | 'changed' = found ? 'changed' : 'made'
    return { result, changes: [channelChanged(channel)] }
  })
  return result
}

async function newChannel(tx: Tx, tenantId: TenantId, wish: ChannelWish, id: string): Promise<Channel> {
  if (wish.name === undefined) {
    throw new OperatorTrouble(
      `There is no channel "${wish.slug}" in this company. To make it give it a --name, too.`
    )
  }
  const { n } = await tx
    .selectFrom('channels')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('tenant_id', '=', tenantId)
    .executeTakeFirstOrThrow()
  const { slug, name } = wish
  return {
    id: ChannelId.parse(id),
    slug,
    name,
    partnerName: wish.partner ?? name,
    color: n % COLORS,
    chatEnabled: false,
    version: 0
  }
}

async function writeChannel(tx: Tx, tenantId: TenantId, channel: Channel): Promise<void> {
  const { id, slug, name, partnerName, color, chatEnabled, version } = channel
  const columns = { slug, name, partner_name: partnerName, version }
  await tx
    .insertInto('channels')
    .values({ ...columns, tenant_id: tenantId, id, color, chat_enabled: chatEnabled ? 1 : 0 })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doUpdateSet(columns))
    .execute()
}

async function refuseTaken(tx: Tx, slug: string): Promise<void> {
  const other = await tx.selectFrom('channels').select('id').where('slug', '=', slug).executeTakeFirst()
  if (other) throw slugTaken(slug)
}

function slugTaken(slug: string): OperatorTrouble {
  return new OperatorTrouble(
    `The slug "${slug}" belongs to another channel of this server. Choose another one.`
  )
}

/** Every company with its people and channels, as lines to read. */
export async function listCompanies({ storage }: Pick<CompanyTools, 'storage'>): Promise<string[]> {
  return await storage.read(async (db) => {
    const lines: string[] = []
    for (const { id, name } of await db
      .selectFrom('tenants')
      .select(['id', 'name'])
      .orderBy('name')
      .execute()) {
      lines.push(`${name} (${id})`)
      const people = await db
        .selectFrom('users')
        .select(['name', 'email', 'role', 'active'])
        .where('tenant_id', '=', id)
        .orderBy('email')
        .execute()
      for (const person of people) {
        lines.push(
          `  ${person.role.padEnd(5)}  ${person.email}  ${person.name}${person.active ? '' : '  (shut out)'}`
        )
      }
      const channels = await db
        .selectFrom('channels')
        .select(['slug', 'name', 'chat_enabled'])
        .where('tenant_id', '=', id)
        .orderBy('slug')
        .execute()
      for (const channel of channels) {
        lines.push(`  /c/${channel.slug}  ${channel.name}  chat ${channel.chat_enabled ? 'on' : 'off'}`)
      }
      for (const { prefix, name: called, scopes, revokedAtMs } of await listKeys(db, id)) {
        lines.push(`  ${prefix}  ${called}  ${revokedAtMs === null ? scopes.join(', ') : '(revoked)'}`)
      }
    }
    return lines
  })
}
