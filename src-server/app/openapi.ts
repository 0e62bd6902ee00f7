import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { SCOPE_WORDS } from '#shared/features/integration/api-keys.ts'
import { WEBHOOKS_DESCRIBED } from '../features/webhook/openapi.ts'
import { type AccessTable, type Scope, scopeOf } from '../gateway/access.ts'
import { Problem } from '../gateway/problem.ts'

/** How the server describes its routes: their schemas, and from the table of access who may call them. */
export function describeApi(table: AccessTable): FastifyDynamicSwaggerOptions {
  return {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Octopus Desk server',
        version: '1',
        description:
          'Paths under /api/v1 are the integration API, which is kept stable within its version. All others belong to the desk and to the follower’s page, and change with them.'
      },
      webhooks: WEBHOOKS_DESCRIBED,
      components: {
        securitySchemes: {
          apiKey: {
            type: 'http',
            scheme: 'bearer',
            bearerFormat: 'octo_...',
            description: 'An API key of the company, with scopes; an administrator makes it in Settings.'
          },
          session: {
            type: 'http',
            scheme: 'bearer',
            bearerFormat: 'JWT',
            description: 'The access token of a person who is signed in at a desk.'
          }
        }
      }
    },
    transform(document) {
      const { schema, url } = jsonSchemaTransform(document)
      const { method } = document.route
      const rule = table[`${method} ${document.url}`]
      if (!rule || !schema) return { schema, url }
      const scope = scopeOf(rule.access)
      if (scope) return { schema: { ...schema, ...ofPlatform(scope, schema) }, url }
      const isOfPerson = rule.access !== 'public' && rule.access !== 'follower'
      return { schema: { ...schema, ...(isOfPerson && { security: [{ session: [rule.access] }] }) }, url }
    }
  }
}

const PROBLEM = z.toJSONSchema(Problem, { target: 'draft-2020-12' })

/** What all routes for the platform have: a key, and problems. */
function ofPlatform(scope: Scope, schema: { response?: unknown; description?: string }) {
  const problem = (description: string) => ({
    description,
    content: { 'application/problem+json': { schema: PROBLEM } }
  })
  const words = Object.entries(SCOPE_WORDS).find(([name]) => name === scope)?.[1] ?? ''
  return {
    security: [{ apiKey: [scope] }],
    description: `Scope: \`${scope}\` (${words}).`,
    response: {
      ...Object(schema.response),
      '4XX': problem('The request was refused; nothing was stored'),
      '5XX': problem('The server could not answer; try again after `retry-after` seconds')
    }
  }
}
