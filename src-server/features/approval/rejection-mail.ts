import type { TenantId } from '#shared/base/ids.ts'
import type { Decision, PartnerRequest } from '#shared/features/approval/entities.ts'
import { kindNamed } from '#shared/features/approval/kinds/list.ts'
import type { MailContent } from '../../mail/queue.ts'
import type { ReadTx } from '../../storage/storage.ts'
import { currentTemplate } from '../mail-template/repository.ts'
import { writeMail } from '../mail-template/write-mail.ts'

/** The mail that tells a partner why a request was rejected, as the tenant words it, as plain text and as HTML. */
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
  const { template } = await currentTemplate(db, tenantId)
  return writeMail(template, decision.mail?.to ?? '', {
    'partner.name': request.partnerName,
    'request.type': (kindNamed(request.kind)?.label ?? 'Partner').toLowerCase(),
    'request.title': request.title,
    description: decision.reason ?? '',
    'company.name': tenant.name
  })
}
