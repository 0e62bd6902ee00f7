import type { FastifyRequest } from 'fastify'
import { Refusal } from '../../gateway/refusal.ts'
import type { RoomTools } from '../../gateway/room.ts'
import { findVisit, isOwnOrigin, type Visit } from './follower-session.ts'
import type { FollowerSeat } from './follower-write.ts'

/** Who stands before a request of a follower's page: found anew each time by the cookie; the slug says the tenant. */
export function followerDoor({ storage, publicUrl }: Pick<RoomTools, 'storage' | 'publicUrl'>) {
  async function visitOf(request: FastifyRequest, slug: string): Promise<Visit> {
    const visit = await storage.read((db) => findVisit(db, slug, request.headers.cookie))
    if (visit) return visit
    throw new Refusal('not_found', 'There is no chat at this address. Check the link that brought you here.')
  }

  async function seatOf(request: FastifyRequest, slug: string): Promise<FollowerSeat> {
    const { tenantId, channel, follower } = await visitOf(request, slug)
    if (follower) return { tenantId, channel, followerId: follower.id }
    throw new Refusal(
      'unauthenticated',
      'This browser is not known here. Tell a name first, then write again.'
    )
  }

  const ownPagesOnly = async (request: FastifyRequest) => {
    if (isOwnOrigin(request.headers.origin, request.host, publicUrl)) return
    throw new Refusal('forbidden', 'This request came from another site. Open the chat page itself to write.')
  }
  return { visitOf, seatOf, ownPagesOnly }
}
