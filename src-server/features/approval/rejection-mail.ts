import type { TenantId } from '#shared/base/ids.ts'
import type { Decision, PartnerRequest } from '#shared/features/approval/entities.ts'
import { kindNamed } from '#shared/features/approval/kinds/list.ts'
import { escapeHtml, inOneLine } from '../../mail/clean.ts'
import type { MailContent } from '../../mail/queue.ts'
import type { ReadTx } from '../../storage/storage.ts'

/** The mail that tells a partner why a request was rejected, as plain text and as HTML. */
export async function rejectionMail(
  db: ReadTx,
  tenantId: TenantId,
  request: PartnerRequest,
  decision: Pick<Decision, 'reason' | 'mail'>
): Promise<MailContent> {
  const tenant = await db
    .selectFrom('tenants')
    .select('name')
    .where('id', '=', tenantId)
    .executeTakeFirstOrThrow()
  const kind = (kindNamed(request.kind)?.label ?? 'Partner').toLowerCase()
  return writeRejection({
    to: decision.mail?.to ?? '',
    tenantName: tenant.name,
    partnerName: request.partnerName,
    kind,
    title: request.title,
    reason: decision.reason ?? ''
  })
}

interface Rejection {
  to: string
  tenantName: string
  partnerName: string
  /** `add-on` */
  kind: string
  title: string
  reason: string
}

/** Writes it. No text of a person can leave its place: lines end in the subject, and HTML is shown, not read. */
export function writeRejection(rejection: Rejection): MailContent {
  const { to, reason } = rejection
  const [tenantName, partnerName, title] = [rejection.tenantName, rejection.partnerName, rejection.title].map(
    inOneLine
  ) as [string, string, string]
  const first = `your ${rejection.kind} request “${title}” was not approved.`
  const subject = `Your ${rejection.kind} request “${title}” was not approved`
  const text = `Hello ${partnerName},\n\n${first}\n\n${reason}\n\nYou may send a new request at any time.\n\n${tenantName}\n`
  const paragraphs = [
    `Hello ${escapeHtml(partnerName)},`,
    escapeHtml(first),
    `<strong>${escapeHtml(reason).replaceAll('\n', '<br>')}</strong>`,
    'You may send a new request at any time.',
    escapeHtml(tenantName)
  ]
  const body = paragraphs.map((paragraph) => `<p dir="auto">${paragraph}</p>`).join('')
  const html = `<!doctype html><html><head><meta charset="utf-8"></head><body style="font-family:sans-serif">${body}</body></html>`
  return { to: inOneLine(to), subject, text, html }
}
