import { z } from 'zod'
import { ChannelId, type TenantId } from '#shared/base/ids.ts'
import type { Channel } from '#shared/features/conversation/entities.ts'
import { EngagementType } from '#shared/features/engagement/content.ts'
import { Refusal } from '../../gateway/refusal.ts'
import type { ReadTx, Tx } from '../../storage/storage.ts'
import { channelChanged } from '../conversation/changes.ts'
import { channelById } from '../conversation/repository.ts'
import { toChannel } from '../conversation/rows.ts'
import { typesOfPartners } from './partner-repository.ts'
import { isSame, type Resource } from './resource.ts'
import { named } from './texts.ts'

/** How many colours a channel's accent is chosen from. */
const COLORS = 12

const EngagementTypes = z
  .array(EngagementType)
  .max(EngagementType.options.length)
  .nullable()
  .meta({ description: 'What agents may send to followers of this channel; null for every type' })

const ApiChannel = z
  .object({
    id: z.string(),
    slug: z.string(),
    name: z.string(),
    partnerName: z.string(),
    color: z.number().int(),
    chatEnabled: z.boolean().meta({ description: 'A lead turns this on and off at the desk' }),
    engagementTypes: EngagementTypes,
    version: z.number().int()
  })
  .meta({
    examples: [
      {
        id: 'channel-12',
        slug: 'green-shop',
        name: 'Green Shop',
        partnerName: 'Green Energy',
        color: 3,
        chatEnabled: true,
        engagementTypes: ['message', 'coupon'],
        version: 5
      }
    ]
  })
type ApiChannel = z.infer<typeof ApiChannel>

const ChannelBody = z
  .strictObject({
    slug: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,79}$/, 'a slug has up to 80 letters a-z, digits and hyphens')
      .meta({
        description: 'The last part of the address of the page that followers write on; no two on one server'
      }),
    name: named(200),
    partnerName: named(200),
    color: z
      .number()
      .int()
      .min(0)
      .max(COLORS - 1)
      .optional()
      .meta({ description: 'Left out: as it is, or the next one for a new channel' }),
    engagementTypes: EngagementTypes.optional().meta({
      description:
        'What agents may send to followers of this channel; null for every type. Left out: as it is, or for a new channel what the package of its partner holds'
    })
  })
  .meta({
    examples: [
      {
        slug: 'green-shop',
        name: 'Green Shop',
        partnerName: 'Green Energy',
        engagementTypes: ['message', 'coupon']
      }
    ]
  })
type ChannelBody = z.infer<typeof ChannelBody>

/** The pages that people follow. */
export const channels: Resource<ApiChannel, ChannelBody> = {
  path: '/channels/:id',
  listPath: '/channels',
  tag: 'Channels',
  name: 'channel',
  row: ApiChannel,
  body: ChannelBody,
  putSummary: 'Creates a channel with its chat off, or changes one: what agents may send changes at once',
  async one(db, tenantId, id) {
    const channel = await channelById(db, tenantId, id as ChannelId)
    return channel && toApi(channel)
  },
  async list(db, tenantId, after, limit) {
    let query = db
      .selectFrom('channels')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .orderBy('id')
      .limit(limit)
    if (after !== undefined) query = query.where('id', '>', after as ChannelId)
    return (await query.execute()).map((row) => toApi(toChannel(row)))
  },
  async put(tx, { tenantId, id, body, current }) {
    const { slug, name, partnerName } = body
    const next: ApiChannel = {
      ...{ id, slug, name, partnerName },
      color: body.color ?? current?.color ?? (await nextColor(tx, tenantId)),
      chatEnabled: current?.chatEnabled ?? false,
      engagementTypes:
        typesOf(body) ?? (current ? current.engagementTypes : await typesOfPartners(tx, tenantId, slug)),
      version: current?.version ?? 0
    }
    if (body.engagementTypes === null) next.engagementTypes = null
    if (current && isSame(current, next)) return { row: current, changes: [] }
    if (slug !== current?.slug) await refuseTaken(tx, slug)
    const channel = { ...next, version: next.version + 1 }
    await writeChannel(tx, tenantId, channel)
    return { row: channel, changes: [channelChanged(toEntity(channel))] }
  }
}

/** Each type once, in one order, so that a repetition in another order changes nothing. */
function typesOf({ engagementTypes }: ChannelBody): EngagementType[] | undefined {
  return engagementTypes ? EngagementType.options.filter((type) => engagementTypes.includes(type)) : undefined
}

function toApi({ engagementTypes, ...channel }: Channel): ApiChannel {
  const types = engagementTypes ?? null
  return {
    ...channel,
    engagementTypes: types && EngagementType.options.filter((type) => types.includes(type))
  }
}

function toEntity({ engagementTypes, ...channel }: ApiChannel): Channel {
  return { ...channel, id: ChannelId.parse(channel.id), ...(engagementTypes && { engagementTypes }) }
}

async function nextColor(db: ReadTx, tenantId: TenantId): Promise<number> {
  const { n } = await db
    .selectFrom('channels')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('tenant_id', '=', tenantId)
    .executeTakeFirstOrThrow()
  return n % COLORS
}

/** A slug is an address, so that it is one on the whole server; whose it is stays untold. */
async function refuseTaken(tx: Tx, slug: string): Promise<void> {
  const other = await tx.selectFrom('channels').select('id').where('slug', '=', slug).executeTakeFirst()
  if (!other) return
  throw new Refusal(
    'conflict',
    `The slug "${slug}" belongs to another channel of this server. Choose another one.`
  )
}

async function writeChannel(tx: Tx, tenantId: TenantId, channel: ApiChannel): Promise<void> {
  const { slug, name, partnerName, color, version, engagementTypes } = channel
  const columns = {
    ...{ slug, name, color, version },
    partner_name: partnerName,
    engagement_types: engagementTypes && JSON.stringify(engagementTypes)
  }
  await tx
    .insertInto('channels')
    .values({ ...columns, tenant_id: tenantId, id: ChannelId.parse(channel.id), chat_enabled: 0 })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doUpdateSet(columns))
    .execute()
}
