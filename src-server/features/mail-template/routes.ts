import { RequestId } from '#shared/base/ids.ts'
import type { MailTemplateNow } from '#shared/features/mail-template/admin.ts'
import { type MailTemplate, problemsOf } from '#shared/features/mail-template/template.ts'
import type { Caller } from '../../gateway/actor.ts'
import { addAdminRoute } from '../../gateway/admin-route.ts'
import { writeAudit } from '../../gateway/audit.ts'
import { Refusal } from '../../gateway/refusal.ts'
import type { HttpServer, RoomTools } from '../../gateway/room.ts'
import { enqueueMail } from '../../mail/queue.ts'
import { currentTemplate, mailQueue, writeTemplate } from './repository.ts'
import { writeMail } from './write-mail.ts'

/** What administrators do about mails. @param hasMailServer whether anything leaves this server */
export function addMailRoutes(
  http: HttpServer,
  { storage, clock, mintId }: RoomTools,
  hasMailServer: boolean
): void {
  async function change(
    { tenantId, userId }: Caller,
    template: MailTemplate | null,
    seen: number
  ): Promise<MailTemplateNow> {
    const nowMs = clock.nowMs()
    return await storage.transact(async (tx) => {
      const { version } = await currentTemplate(tx, tenantId)
      if (version !== seen) {
        throw new Refusal(
          'conflict',
          'Somebody changed the template meanwhile. Load it again, then change it.'
        )
      }
      await writeTemplate(tx, tenantId, template, { userId, atMs: nowMs, version: version + 1 })
      const action = template ? 'mail-template.save' : 'mail-template.reset'
      const entry = { tenant_id: tenantId, id: mintId(), at_ms: nowMs, actor_id: userId, action }
      await writeAudit(tx, [{ ...entry, target: 'mail-template', outcome: 'accepted', detail: {} }])
      return await currentTemplate(tx, tenantId)
    })
  }

  addAdminRoute(http, 'admin.mail.template', 'The template of a rejection’s mail', ({ tenantId }) =>
    storage.read((db) => currentTemplate(db, tenantId))
  )
  addAdminRoute(http, 'admin.mail.save', 'Changes the template', async (caller, { template, version }) => {
    refuseProblems(template)
    return await change(caller, template, version)
  })
  addAdminRoute(http, 'admin.mail.reset', 'Brings the default template back', (caller, { version }) =>
    change(caller, null, version)
  )
  addAdminRoute(http, 'admin.mail.queue', 'How mails stand', async ({ tenantId }) => ({
    hasMailServer,
    ...(await storage.read((db) => mailQueue(db, tenantId)))
  }))
  addAdminRoute(http, 'admin.mail.test', 'Sends a test mail to oneself', async (caller, { template }) => {
    refuseProblems(template)
    const { tenantId, userId } = caller
    const requestId = RequestId.parse(`test-${mintId()}`)
    return await storage.transact(async (tx) => {
      const { email, company } = await tx
        .selectFrom('users')
        .innerJoin('tenants', 'tenants.id', 'users.tenant_id')
        .select(['users.email', 'tenants.name as company'])
        .where('users.tenant_id', '=', tenantId)
        .where('users.id', '=', userId)
        .executeTakeFirstOrThrow()
      const mail = writeMail(template, email, { ...SAMPLE_VALUES, 'company.name': company })
      await enqueueMail(tx, { tenantId, requestId, nowMs: clock.nowMs(), ...mail })
      return { to: email }
    })
  })
}

/** What a test mail is about. */
const SAMPLE_VALUES = {
  'partner.name': 'Example Partner',
  'request.type': 'add-on',
  'request.title': 'Extra channel',
  description: 'This is a test: no request was decided.'
}

function refuseProblems(template: MailTemplate): void {
  const [first] = problemsOf(template)
  if (first) throw new Refusal('bad_request', `${first.part}: ${first.message}`)
}
