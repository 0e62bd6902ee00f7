import { z } from 'zod'
import { DemoPeople, PATHS, RefreshTokenRequest, SessionGrant, SignInRequest } from '#shared/contract/wire.ts'
import { Refusal } from '../../gateway/refusal.ts'
import type { HttpServer, RoomTools } from '../../gateway/room.ts'
import { listDemoPeople } from './demo-people.ts'
import type { Grants } from './grants.ts'

export function addSessionRoutes(http: HttpServer, tools: RoomTools, grants: Grants): void {
  http.post(
    PATHS.signIn,
    { schema: { summary: 'Sign in', body: SignInRequest, response: { 200: SessionGrant } } },
    async (request) => {
      const { email, password, deviceName } = request.body
      const grant = await grants.signIn(email, password, deviceName)
      if (grant) return grant
      throw new Refusal(
        'unauthenticated',
        'The e-mail or the password is not right. Check both and try again.'
      )
    }
  )

  http.post(
    PATHS.refresh,
    {
      schema: {
        summary: 'Trade a refresh token for a new pair; it works once',
        body: RefreshTokenRequest,
        response: { 200: SessionGrant }
      }
    },
    async (request) => {
      const grant = await grants.refresh(request.body.refreshToken)
      if (grant === 'wipe') {
        throw new Refusal(
          'wipe_ordered',
          'An administrator has closed this account. Its files are erased here.'
        )
      }
      if (grant) return grant
      throw new Refusal('unauthenticated', 'This session has ended. Sign in again.')
    }
  )

  http.post(
    PATHS.signOut,
    {
      schema: {
        summary: 'End the session of a refresh token',
        body: RefreshTokenRequest,
        response: { 200: z.object({}) }
      }
    },
    async (request) => {
      await grants.signOut(request.body.refreshToken)
      return {}
    }
  )

  http.get(
    PATHS.demoPeople,
    { schema: { summary: 'People of the demo tenant', response: { 200: DemoPeople } } },
    async () => {
      const people = await tools.storage.read(listDemoPeople)
      if (people) return { people }
      throw new Refusal(
        'not_found',
        'This server has no demo tenant. Sign in with your own e-mail and password.'
      )
    }
  )
}
