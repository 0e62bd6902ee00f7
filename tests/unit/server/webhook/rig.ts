import { createHmac } from 'node:crypto'
import { ADMIN_CALLS, type AdminCallName, type AdminValue, adminPath } from '#shared/contract/admin-calls.ts'
import type { WebhookEdit } from '#shared/features/webhook/endpoints.ts'
import { WEBHOOK_EVENTS, type WebhookEventType } from '#shared/features/webhook/events.ts'
import type { TestServer } from '../../../harness/server.ts'
import type { ReceivedWebhook } from '../../../harness/webhook-receiver.ts'

/** Every event that there is. */
export const ALL = WEBHOOK_EVENTS.map(({ type }) => type)

/** The calls of endpoints as an administrator makes them. */
export function adminOf(server: TestServer, email = 'adam@acme.test') {
  const send = async (name: AdminCallName, args: unknown) =>
    (await server.desk(email)).send('POST', adminPath(name), args)
  const ask = async <Name extends AdminCallName>(name: Name, args: unknown) => {
    const { status, text, json } = await send(name, args)
    if (status !== 200) throw new Error(`${name}: ${status} ${text}`)
    return ADMIN_CALLS[name].value.parse(json) as AdminValue<Name>
  }
  const make = (url: string, events: readonly WebhookEventType[] = ALL) =>
    send('admin.webhooks.create', { url, description: 'The platform', events })
  return {
    send,
    make,
    made: (url: string, events: readonly WebhookEventType[] = ALL) =>
      ask('admin.webhooks.create', { url, description: 'The platform', events }),
    list: async () => (await ask('admin.webhooks.list', {})).endpoints,
    change: (webhookId: string, edit: Omit<WebhookEdit, 'webhookId'>) =>
      ask('admin.webhooks.change', { webhookId, ...edit }),
    remove: (webhookId: string) => send('admin.webhooks.remove', { webhookId }),
    rotate: (webhookId: string, keepOldHours: number) =>
      ask('admin.webhooks.rotate', { webhookId, keepOldHours }),
    test: (webhookId: string) => send('admin.webhooks.test', { webhookId }),
    deliveries: async (webhookId: string) =>
      (await ask('admin.webhooks.deliveries', { webhookId })).deliveries,
    retry: (webhookId: string, eventId: string) => send('admin.webhooks.retry', { webhookId, eventId })
  }
}

/** Whether one of the signatures is this secret's, worked out from the specification and not by our code. */
export function isSignedBy(secret: string, { headers, body }: ReceivedWebhook): boolean {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
  const wanted = `v1,${createHmac('sha256', key).update(signed).digest('base64')}`
  return String(headers['webhook-signature']).split(' ').includes(wanted)
}
