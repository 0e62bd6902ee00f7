import type { TenantId, UserId } from '#shared/base/ids.ts'
import type { MailQueue, MailTemplateNow } from '#shared/features/mail-template/admin.ts'
import { DEFAULT_TEMPLATE, type MailTemplate } from '#shared/features/mail-template/template.ts'
import type { ReadTx, Tx } from '../../storage/storage.ts'

/** Most mails that one look at the queue shows. */
const SHOWN = 100

/** The template in use. A reset leaves its version behind, so that nobody changes what they have not seen. */
export async function currentTemplate(db: ReadTx, tenantId: TenantId): Promise<MailTemplateNow> {
  const row = await db
    .selectFrom('mail_templates')
    .leftJoin('users', (join) =>
      join
        .onRef('users.tenant_id', '=', 'mail_templates.tenant_id')
        .onRef('users.id', '=', 'mail_templates.changed_by_id')
    )
    .select(['body', 'mail_templates.version', 'changed_at_ms', 'users.name'])
    .where('mail_templates.tenant_id', '=', tenantId)
    .executeTakeFirst()
  const template: MailTemplate = row?.body ? JSON.parse(row.body) : DEFAULT_TEMPLATE
  return {
    template,
    isDefault: !row?.body,
    version: row?.version ?? 0,
    changedByName: row?.name ?? null,
    changedAtMs: row?.changed_at_ms ?? null
  }
}

/** @param template null for the default */
export async function writeTemplate(
  tx: Tx,
  tenantId: TenantId,
  template: MailTemplate | null,
  by: { userId: UserId; atMs: number; version: number }
): Promise<void> {
  const row = {
    tenant_id: tenantId,
    body: template && JSON.stringify(template),
    version: by.version,
    changed_by_id: by.userId,
    changed_at_ms: by.atMs
  }
  await tx
    .insertInto('mail_templates')
    .values(row)
    .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet(row))
    .execute()
}

/** How the mails of a tenant stand. */
export async function mailQueue(db: ReadTx, tenantId: TenantId): Promise<Omit<MailQueue, 'hasMailServer'>> {
  const counted = await db
    .selectFrom('mails')
    .select(['state', (eb) => eb.fn.countAll<number>().as('n')])
    .where('tenant_id', '=', tenantId)
    .groupBy('state')
    .execute()
  const of = (state: string) => counted.find((one) => one.state === state)?.n ?? 0
  const unsent = await db
    .selectFrom('mails')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('state', 'in', ['waiting', 'failed'])
    .orderBy('created_at_ms', 'desc')
    .limit(SHOWN)
    .execute()
  return {
    waiting: of('waiting'),
    sent: of('sent'),
    failed: of('failed'),
    unsent: unsent.map((mail) => ({
      id: mail.request_id,
      to: mail.to_address,
      subject: mail.subject,
      state: mail.state === 'failed' ? 'failed' : 'waiting',
      attempts: mail.attempts,
      createdAtMs: mail.created_at_ms,
      nextAtMs: mail.next_at_ms,
      reason: mail.last_reason
    }))
  }
}
