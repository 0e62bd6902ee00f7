import type { FastifyRequest } from 'fastify'
import {
  ADMIN_CALLS,
  type AdminArgs,
  type AdminCallName,
  type AdminValue,
  adminPath
} from '#shared/contract/admin-calls.ts'
import type { Caller } from './actor.ts'
import { callerOf } from './authenticate.ts'
import type { HttpServer } from './room.ts'

/** Answers an admin call. What it refuses it throws as a Refusal; `conflict` is for what cannot be as things stand. */
type AnswerAdmin<Name extends AdminCallName> = (
  caller: Caller,
  args: AdminArgs<Name>,
  request: FastifyRequest
) => Promise<AdminValue<Name>>

/** Adds the route of an admin call; the table of access lets administrators through only. */
export function addAdminRoute<Name extends AdminCallName>(
  http: HttpServer,
  name: Name,
  summary: string,
  answer: AnswerAdmin<Name>
): void {
  const { args, value } = ADMIN_CALLS[name]
  http.post(
    adminPath(name),
    { schema: { summary, body: args, response: { 200: value } } },
    // the body was parsed by the call's own schema before; the answer is parsed by its own after
    async (request) => (await answer(callerOf(request), request.body as AdminArgs<Name>, request)) as never
  )
}
