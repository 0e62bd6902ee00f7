import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { PartnerId, type TenantId } from '#shared/base/ids.ts'
import { Email, WebAddress } from '#shared/features/approval/kinds/kind.ts'
import { type PackageTerms, Partner } from '#shared/features/partner/entities.ts'
import { Refusal } from '../../gateway/refusal.ts'
import type { ReadTx } from '../../storage/storage.ts'
import { allowTypes } from '../approval/allow-types.ts'
import { partnerChanged } from '../approval/changes.ts'
import { partnerById, savePartner } from '../approval/repository.ts'
import { partnerRows } from '../partner/rows.ts'
import { packageById } from './packages.ts'
import { ApiId, isSame, type Resource } from './resource.ts'
import { line, named } from './texts.ts'

const STAYS = 'Left out: as it is'

const PartnerBody = z
  .strictObject({
    name: named(200),
    status: Partner.shape.status.optional().meta({
      description: `${STAYS}, or \`new\` for a new partner; an approved partnership makes it \`active\``
    }),
    packageId: ApiId.nullable()
      .optional()
      .meta({
        description: `${STAYS}. Leave it out when leads approve packages: an old one that is sent again would undo their decision`
      }),
    invoiceId: line(100)
      .nullable()
      .optional()
      .meta({ description: `The current invoice in the billing system. ${STAYS}` }),
    contactName: line(200).default(''),
    email: Email.meta({ description: 'What a rejection is mailed to' }),
    phone: line(60).default(''),
    website: z.union([z.literal(''), WebAddress]).default(''),
    channels: z
      .array(
        z.strictObject({
          name: named(200),
          slug: line(100),
          followers: z.number().int().nonnegative().default(0)
        })
      )
      .max(200)
      .optional()
      .meta({ description: `The channels that the partner runs, by their slugs. ${STAYS}` }),
    activeEngagements: z
      .number()
      .int()
      .nonnegative()
      .optional()
      .meta({ description: `How many of the partner’s engagements are active. ${STAYS}` })
  })
  .meta({
    examples: [
      {
        name: 'Green Energy',
        status: 'active',
        packageId: 'gold',
        invoiceId: 'INV-2026-01040',
        contactName: 'Petra Quellwasser',
        email: 'hello@green.example',
        phone: '+49 30 555 1234',
        website: 'https://green.example',
        channels: [{ name: 'Green Shop', slug: 'green-shop', followers: 40 }],
        activeEngagements: 4
      }
    ]
  })
type PartnerBody = z.infer<typeof PartnerBody>

/** The companies whose channels run on the platform. */
export const partners: Resource<Partner, PartnerBody> = {
  path: '/partners/:id',
  listPath: '/partners',
  tag: 'Partners',
  name: 'partner',
  row: Partner,
  body: PartnerBody,
  putSummary:
    'Creates a partner, or changes one: leads see it at once, and what agents may send changes with the package',
  one: (db, tenantId, id) => partnerById(db, tenantId, PartnerId.parse(id)),
  async list(db, tenantId, after, limit) {
    return await partnerRows.after(db, tenantId, after, limit)
  },
  async put(tx, { tenantId, id, body, current, nowMs }) {
    const { packageId, ...said } = body
    const before = current ?? newPartner(PartnerId.parse(id), nowMs)
    const next: Partner = {
      ...before,
      ...withoutUndefined(said),
      ...(await havingPackage(tx, tenantId, packageId))
    }
    refuseDoubleSlugs(next)
    if (current && isSame(current, next)) return { row: current, changes: [] }
    const partner = { ...next, version: before.version + 1 }
    await savePartner(tx, tenantId, partner)
    // a channel keeps what it was given by itself until its partner has another package, or other channels
    const allowed = isDeepStrictEqual(runs(partner), runs(before))
      ? []
      : await allowTypes(tx, tenantId, partner)
    return { row: partner, changes: [partnerChanged(partner), ...allowed] }
  }
}

/** What says which channels may send what. */
function runs({ terms, channels }: Partner) {
  return { terms, slugs: channels.map(({ slug }) => slug) }
}

function newPartner(id: PartnerId, nowMs: number): Partner {
  return {
    ...{ id, name: '', status: 'new', packageName: null, terms: null, invoiceId: null, contactName: '' },
    ...{ email: '', phone: '', website: '', channels: [], createdAtMs: nowMs, activeEngagements: 0 },
    ...{ addOns: [], impressions: 0, broadcasts: [], ads: [], version: 0 }
  }
}

/** What a partner has of a package; nothing when the request does not speak of it. */
async function havingPackage(
  db: ReadTx,
  tenantId: TenantId,
  packageId: string | null | undefined
): Promise<{ packageName?: string | null; terms?: PackageTerms | null }> {
  if (packageId === undefined) return {}
  if (packageId === null) return { packageName: null, terms: null }
  const found = await packageById(db, tenantId, packageId)
  if (found) return { packageName: found.name, terms: found.terms }
  throw new Refusal(
    'unknown_reference',
    `There is no package "${packageId}". Create it first, with PUT /api/v1/packages/${packageId}.`
  )
}

function withoutUndefined<T extends object>(said: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as never
}

function refuseDoubleSlugs({ channels }: Partner): void {
  const slugs = channels.map(({ slug }) => slug)
  const double = slugs.find((slug, at) => slugs.indexOf(slug) !== at)
  if (double === undefined) return
  throw new Refusal(
    'bad_request',
    `The channel "${double}" is named twice. Name each channel once.`,
    undefined,
    [{ in: 'body', pointer: '/channels', detail: `"${double}" is named twice` }]
  )
}
