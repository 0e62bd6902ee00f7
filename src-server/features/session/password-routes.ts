import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { PATHS } from '#shared/contract/wire.ts'
import { writeAudit } from '../../gateway/audit.ts'
import type { HttpServer, RoomTools } from '../../gateway/room.ts'
import { invitedBy } from './password-link.ts'
import {
  linkGone,
  PASSWORD_MIN_CHARS,
  PASSWORD_PAGE_POLICY,
  passwordForm,
  passwordKept
} from './password-page.ts'
import { hashPassword } from './passwords.ts'

const Query = z.object({ token: z.string().max(2000).default('') })
const Chosen = z.object({
  token: z.string().max(2000).default(''),
  password: z.string().max(1000).default(''),
  again: z.string().max(1000).default('')
})

/** Where somebody who was invited, or whose password was reset, chooses one in a browser. */
export function addPasswordRoutes(http: HttpServer, tools: RoomTools, secret: Uint8Array): void {
  const { storage, clock, mintId, randomBytes } = tools
  const answer = (reply: FastifyReply, status: number, html: string) =>
    reply
      .code(status)
      .type('text/html; charset=utf-8')
      .header('content-security-policy', PASSWORD_PAGE_POLICY)
      .send(html)

  http.register(async (pages) => {
    pages.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(body.toString())))
    )

    pages.get(
      PATHS.choosePassword,
      { schema: { hide: true, querystring: Query } },
      async (request, reply) => {
        const { token } = Query.parse(request.query)
        const user = await storage.read((db) => invitedBy(db, token, secret, clock.nowMs()))
        return user ? answer(reply, 200, passwordForm(user, token)) : answer(reply, 404, linkGone())
      }
    )

    pages.post(PATHS.choosePassword, { schema: { hide: true, body: Chosen } }, async (request, reply) => {
      const { token, password, again } = Chosen.parse(request.body)
      const user = await storage.read((db) => invitedBy(db, token, secret, clock.nowMs()))
      if (!user) return answer(reply, 404, linkGone())
      if (password.length < PASSWORD_MIN_CHARS) {
        return answer(
          reply,
          400,
          passwordForm(user, token, `A password has at least ${PASSWORD_MIN_CHARS} characters.`)
        )
      }
      if (password !== again) {
        return answer(reply, 400, passwordForm(user, token, 'The two are not the same. Type both again.'))
      }
      const hash = await hashPassword(password, randomBytes)
      const kept = await storage.transact(async (tx) => {
        // of two that choose at once the first one has
        const { numUpdatedRows } = await tx
          .updateTable('users')
          .set({ password_hash: hash })
          .where('tenant_id', '=', user.tenant_id)
          .where('id', '=', user.id)
          .where('password_hash', '=', user.password_hash)
          .executeTakeFirst()
        if (numUpdatedRows === 0n) return false
        const place = { tenant_id: user.tenant_id, id: mintId(), at_ms: clock.nowMs(), actor_id: user.id }
        const what = { action: 'person.choose-password', target: `user:${user.id}`, outcome: 'accepted' }
        await writeAudit(tx, [{ ...place, ...what, detail: {} }])
        return true
      })
      return kept ? answer(reply, 200, passwordKept()) : answer(reply, 404, linkGone())
    })
  })
}
