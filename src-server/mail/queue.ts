import type { RequestId, TenantId } from '#shared/base/ids.ts'
import type { MailsTable } from '../storage/schema.ts'
import type { ReadTx, Tx } from '../storage/storage.ts'

/** A mail as it goes out. */
export interface MailContent {
  to: string
  subject: string
  text: string
  html: string
}

interface NewMail extends MailContent {
  tenantId: TenantId
  /** a request is decided once, so this is the key of the decision, too; a test mail has one of its own */
  requestId: RequestId
  nowMs: number
}

/** Leaves a mail behind in the transaction of the decision; a second one for the same decision breaks the transaction. */
export async function enqueueMail(
  tx: Tx,
  { tenantId, requestId, nowMs, ...content }: NewMail
): Promise<void> {
  const { to, subject, text, html } = content
  await tx
    .insertInto('mails')
    .values({
      tenant_id: tenantId,
      request_id: requestId,
      to_address: to,
      subject,
      text,
      html,
      state: 'waiting',
      attempts: 0,
      next_at_ms: nowMs,
      created_at_ms: nowMs,
      settled_at_ms: null,
      last_reason: null
    })
    .execute()
}

/** The mail whose turn it is; undefined when none is due. */
export function nextMail(db: ReadTx, nowMs: number): Promise<MailsTable | undefined> {
  return db
    .selectFrom('mails')
    .selectAll()
    .where('state', '=', 'waiting')
    .where('next_at_ms', '<=', nowMs)
    .orderBy('next_at_ms')
    .limit(1)
    .executeTakeFirst()
}

/** Writes what became of a try. */
export async function updateMail(
  tx: Tx,
  { tenant_id, request_id }: Pick<MailsTable, 'tenant_id' | 'request_id'>,
  now: Pick<MailsTable, 'state' | 'attempts' | 'next_at_ms' | 'settled_at_ms' | 'last_reason'>
): Promise<void> {
  await tx
    .updateTable('mails')
    .set(now)
    .where('tenant_id', '=', tenant_id)
    .where('request_id', '=', request_id)
    .execute()
}
