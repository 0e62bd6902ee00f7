import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Refusal } from '../../gateway/refusal.ts'

/** Headers with which a write says what it expects to find (RFC 9110, 13.1). */
export const Preconditions = z.looseObject({
  'if-match': z.string().max(200).optional().meta({
    description: 'The `etag` of what was read: the write is refused when it has been changed since'
  }),
  'if-none-match': z
    .string()
    .max(200)
    .optional()
    .meta({ description: '`*`: the write is refused when there is one already' })
})

/** The version of a row as a header names it. */
export function etagOf({ version }: { version: number }): string {
  return `"${version}"`
}

/** Whether the request names the version that it was written for. */
export function namesVersion(request: FastifyRequest): boolean {
  const asked = request.headers['if-match']
  return asked !== undefined && asked !== '*'
}

/** Refuses a write that expects something else than what is there. */
export function checkPreconditions(request: FastifyRequest, current: { version: number } | null): void {
  const match = request.headers['if-match']
  const noneMatch = request.headers['if-none-match']
  if (match !== undefined) {
    const fits = current !== null && (match === '*' || match === etagOf(current))
    if (!fits) {
      throw new Refusal(
        'version_mismatch',
        current === null
          ? 'There is nothing here yet, so that nothing can be changed. Leave If-Match out to create it.'
          : `This has the version ${etagOf(current)} now. Read it again and send what you want of it with that version.`
      )
    }
  }
  if (noneMatch === '*' && current !== null) {
    throw new Refusal(
      'version_mismatch',
      'There is one with this id already. Leave If-None-Match out to change it, or take another id.'
    )
  }
}
