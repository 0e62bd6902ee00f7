import { z } from 'zod'
import { MailTemplate } from './template.ts'

/** The template in use; `version` grows with each change, 0 is the one that everybody begins with. */
export const MailTemplateNow = z.object({
  template: MailTemplate,
  isDefault: z.boolean(),
  version: z.number().int(),
  changedByName: z.string().nullable(),
  changedAtMs: z.number().int().nullable()
})
export type MailTemplateNow = z.infer<typeof MailTemplateNow>

export const SaveMailTemplate = z.object({
  template: MailTemplate,
  /** the version that was on screen */
  version: z.number().int().nonnegative()
})

/** A mail that has not been sent. */
const UnsentMail = z.object({
  id: z.string(),
  to: z.string(),
  subject: z.string(),
  state: z.enum(['waiting', 'failed']),
  attempts: z.number().int(),
  createdAtMs: z.number().int(),
  /** when it is tried next */
  nextAtMs: z.number().int(),
  /** what the mail server said last */
  reason: z.string().nullable()
})
export type UnsentMail = z.infer<typeof UnsentMail>

export const MailQueue = z.object({
  /** false: nobody has told this server where mails go, so they wait */
  hasMailServer: z.boolean(),
  waiting: z.number().int(),
  sent: z.number().int(),
  failed: z.number().int(),
  /** those that wait or failed, the newest first, some hundred at most */
  unsent: z.array(UnsentMail)
})
export type MailQueue = z.infer<typeof MailQueue>
