import { z } from 'zod'
import { UserId } from '../base/ids.ts'
import { ApiKey, ApiKeyList, ApiKeyMade, NewApiKey } from '../features/integration/api-keys.ts'
import { MailQueue, MailTemplateNow, SaveMailTemplate } from '../features/mail-template/admin.ts'
import { MailTemplate } from '../features/mail-template/template.ts'
import { Role } from '../features/session/entities.ts'
import { Invitation, PasswordInvitation, People } from '../features/session/people.ts'
import {
  NewWebhook,
  WebhookDeliveries,
  WebhookDelivery,
  WebhookEdit,
  WebhookEndpoint,
  WebhookEvent,
  WebhookKey,
  WebhookList,
  WebhookRotation,
  WebhookTest,
  WebhookWithSecret
} from '../features/webhook/endpoints.ts'

interface AdminCall<Args extends z.ZodType, Value extends z.ZodType> {
  args: Args
  value: Value
}

function adminCall<Args extends z.ZodType, Value extends z.ZodType>(
  args: Args,
  value: Value
): AdminCall<Args, Value> {
  return { args, value }
}

const nothing = z.object({})
const person = z.object({ userId: UserId })

/**
 * What administrators keep on the server and no desk needs offline. A line here is an act of the page, a request of main and
 * a route of the server: `POST` with the args as JSON, for administrators only. A page can reach no other route.
 */
export const ADMIN_CALLS = {
  'admin.people.list': adminCall(nothing, People),
  'admin.people.invite': adminCall(Invitation, PasswordInvitation),
  'admin.people.set-role': adminCall(person.extend({ role: Role }), nothing),
  /** ends every session of the person at once */
  'admin.people.deactivate': adminCall(person, nothing),
  'admin.people.activate': adminCall(person, nothing),
  /** the old password works no more, and every session ends */
  'admin.people.reset-password': adminCall(person, PasswordInvitation),
  'admin.api-keys.list': adminCall(nothing, ApiKeyList),
  'admin.api-keys.create': adminCall(NewApiKey, ApiKeyMade),
  'admin.api-keys.revoke': adminCall(z.object({ keyId: z.string().max(64) }), z.object({ key: ApiKey })),
  'admin.webhooks.list': adminCall(nothing, WebhookList),
  'admin.webhooks.create': adminCall(NewWebhook, WebhookWithSecret),
  'admin.webhooks.change': adminCall(WebhookEdit, WebhookEndpoint),
  /** with all that waits for it; twice is once */
  'admin.webhooks.remove': adminCall(WebhookKey, nothing),
  'admin.webhooks.rotate': adminCall(WebhookRotation, WebhookWithSecret),
  'admin.webhooks.test': adminCall(WebhookKey, WebhookTest),
  'admin.webhooks.deliveries': adminCall(WebhookKey, WebhookDeliveries),
  'admin.webhooks.retry': adminCall(WebhookEvent, WebhookDelivery),
  'admin.mail.template': adminCall(nothing, MailTemplateNow),
  'admin.mail.save': adminCall(SaveMailTemplate, MailTemplateNow),
  'admin.mail.reset': adminCall(SaveMailTemplate.pick({ version: true }), MailTemplateNow),
  /** sends it to oneself, about an invented request */
  'admin.mail.test': adminCall(z.object({ template: MailTemplate }), z.object({ to: z.string() })),
  'admin.mail.queue': adminCall(nothing, MailQueue)
} as const

export type AdminCallName = keyof typeof ADMIN_CALLS
export type AdminArgs<Name extends AdminCallName> = z.output<(typeof ADMIN_CALLS)[Name]['args']>
export type AdminValue<Name extends AdminCallName> = z.output<(typeof ADMIN_CALLS)[Name]['value']>

export const ADMIN_CALL_NAMES = Object.keys(ADMIN_CALLS) as AdminCallName[]

/** `admin.people.list` is asked for at `/admin/people/list`. */
export function adminPath(name: AdminCallName): string {
  return `/${name.replaceAll('.', '/')}`
}

/** Why the server did not do it; `message` is a sentence for the person. */
export const AdminTrouble = z.object({
  ok: z.literal(false),
  /** offline: it was not reached, or cannot answer now; denied: this person may not any more; refused: it will not, as it is asked for */
  kind: z.enum(['offline', 'denied', 'refused']),
  message: z.string()
})
export type AdminTrouble = z.infer<typeof AdminTrouble>

/** What became of an admin call. */
export type AdminAnswer<Value> = { ok: true; value: Value } | AdminTrouble

type AdminActs = {
  [Name in AdminCallName]: {
    args: (typeof ADMIN_CALLS)[Name]['args']
    result: z.ZodType<AdminAnswer<AdminValue<Name>>>
  }
}

/** The admin calls as acts of a window. */
export const ADMIN_ACTS = Object.fromEntries(
  Object.entries(ADMIN_CALLS).map(([name, { args, value }]) => [
    name,
    { args, result: z.discriminatedUnion('ok', [z.object({ ok: z.literal(true), value }), AdminTrouble]) }
  ])
) as unknown as AdminActs

export function isAdminCall(name: string): name is AdminCallName {
  return Object.hasOwn(ADMIN_CALLS, name)
}
