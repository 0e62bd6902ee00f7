import { z } from 'zod'
import { WEBHOOK_EVENTS } from '#shared/features/webhook/events.ts'
import { WebhookPayload } from './payload.ts'

const LABELS = new Map<string, string>(WEBHOOK_EVENTS.map(({ type, label }) => [type, label]))

/** The events as OpenAPI 3.1 describes them (`webhooks`): what is posted to an endpoint. */
export const WEBHOOKS_DESCRIBED = Object.fromEntries(
  WebhookPayload.options.map((payload) => {
    const type = payload.shape.type.value
    const schema: object = z.toJSONSchema(payload, { target: 'draft-2020-12' })
    const described = {
      summary: LABELS.get(type) ?? 'An administrator tries the endpoint',
      requestBody: { content: { 'application/json': { schema } } },
      responses: { '2XX': { description: 'Taken; any other answer makes the server try again' } }
    }
    return [type, { post: described }]
  })
)
