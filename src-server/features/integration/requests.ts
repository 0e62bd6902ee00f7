import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { PartnerId, RequestId, type TenantId } from '#shared/base/ids.ts'
import { PartnerRequest } from '#shared/features/approval/entities.ts'
import type { Kind, NamedFile } from '#shared/features/approval/kinds/kind.ts'
import { REQUEST_KINDS } from '#shared/features/approval/kinds/list.ts'
import type { Attachment } from '#shared/features/attachment/entities.ts'
import { API_PREFIX } from '../../gateway/problem.ts'
import { Refusal } from '../../gateway/refusal.ts'
import type { HttpServer, RoomTools } from '../../gateway/room.ts'
import type { Tx } from '../../storage/storage.ts'
import { requestChanged } from '../approval/changes.ts'
import { partnerById, requestById, saveRequest } from '../approval/repository.ts'
import { requestRows } from '../approval/rows.ts'
import type { AttachToRequest } from '../attachment/request-files.ts'
import { apiWrite } from './api-write.ts'
import { ApiId, type Resource } from './resource.ts'
import { refuseSettled, withdrawRequest } from './withdraw-request.ts'

interface RequestBody {
  kind: string
  partnerId: string
  requestedAtMs?: number | undefined
  content: Record<string, unknown>
}

/** What can be posted of one Kind: its content is what the Kind says, and nothing else. */
function bodyOf(kind: Kind) {
  const content = kind.content instanceof z.ZodObject ? kind.content.strict() : kind.content
  return z
    .strictObject({
      kind: z.literal(kind.name),
      partnerId: ApiId.meta({ description: 'Who asks; a partner that was created before' }),
      requestedAtMs: z
        .number()
        .int()
        .nonnegative()
        .optional()
        .meta({ description: 'When it was asked for. Left out: now' }),
      content
    })
    .meta({ title: kind.label })
}

/** The body of a request, one shape for each Kind of the list. */
const bodyOfAny = (kinds: readonly Kind[]) =>
  z.discriminatedUnion('kind', kinds.map(bodyOf) as never) as unknown as z.ZodType<RequestBody>

/** The body of a request of any Kind. */
export const requestBody = bodyOfAny(REQUEST_KINDS)

/** What partners ask for. A lead decides it, once. */
export function requestsWith(attach: AttachToRequest): Resource<PartnerRequest, RequestBody> {
  return {
    path: '/requests/:id',
    listPath: '/requests',
    tag: 'Requests',
    name: 'request',
    row: PartnerRequest,
    body: requestBody,
    putSummary:
      'Posts a request of a partner: leads see it at once. Posting the same again changes nothing; to change one that waits, name its version with If-Match',
    one: (db, tenantId, id) => requestById(db, tenantId, RequestId.parse(id)),
    async list(db, tenantId, after, limit) {
      return await requestRows.after(db, tenantId, after, limit)
    },
    async put(tx, { tenantId, id, body, current, hasSeen, nowMs }) {
      const { kind: kindName, content } = body
      if (current && saysTheSame(current, body)) return { row: current, changes: [] }
      if (current) refuseSettled(current)
      if (current && !hasSeen) {
        throw new Refusal(
          'conflict',
          `There is a request "${id}" already, and it says something else. To change it, send If-Match with its version ("${current.version}"); for another request take another id.`
        )
      }
      if (current && current.kind !== kindName) {
        throw new Refusal(
          'conflict',
          `The request "${id}" is of the kind ${current.kind}, which stays. Withdraw it and post another one.`
        )
      }
      const partner = await partnerById(tx, tenantId, PartnerId.parse(body.partnerId))
      if (!partner) {
        throw new Refusal(
          'unknown_reference',
          `There is no partner "${body.partnerId}". Create it first, with PUT ${API_PREFIX}/partners/${body.partnerId}.`
        )
      }
      const kind = REQUEST_KINDS.find(({ name }) => name === kindName)
      if (!kind) throw new Error(`a request of the kind ${kindName} passed the door`)
      const request: PartnerRequest = {
        id: RequestId.parse(id),
        kind: kind.name,
        partnerId: partner.id,
        partnerName: partner.name,
        partnerStatus: partner.status,
        title: kind.title(content),
        requestedAtMs: body.requestedAtMs ?? current?.requestedAtMs ?? nowMs,
        withdrawnAtMs: null,
        decision: null,
        content,
        files: await attachedFiles(attach, tx, tenantId, RequestId.parse(id), kind.files(content)),
        version: (current?.version ?? 0) + 1
      }
      await saveRequest(tx, tenantId, request)
      return {
        row: request,
        changes: [requestChanged(current ? 'request.amended' : 'request.asked', request)]
      }
    }
  }
}

/** Notes that the request names these uploads; one that is not here, or not what it should be, refuses the request. */
async function attachedFiles(
  attach: AttachToRequest,
  tx: Tx,
  tenantId: TenantId,
  requestId: RequestId,
  named: readonly NamedFile[]
): Promise<Attachment[]> {
  const attached = await attach(tx, tenantId, requestId, named)
  if (attached.status === 'attached') return attached.files
  if (attached.status === 'rejected')
    throw new Refusal('file_refused', attached.detail.message ?? 'A file was refused.')
  const [sha256 = ''] = attached.blobs
  throw new Refusal(
    'file_missing',
    `There is no upload ${sha256}. Upload the file first, with PUT ${API_PREFIX}/uploads/${sha256}, and send this again.`
  )
}

function saysTheSame(request: PartnerRequest, body: RequestBody): boolean {
  return (
    request.kind === body.kind &&
    request.partnerId === body.partnerId &&
    (body.requestedAtMs === undefined || body.requestedAtMs === request.requestedAtMs) &&
    isDeepStrictEqual(request.content, body.content)
  )
}

/** Where a partner takes a request back. */
export function addWithdrawal(http: HttpServer, tools: RoomTools): void {
  http.post(
    `${API_PREFIX}/requests/:id/withdrawal`,
    {
      schema: {
        summary: 'Withdraws a request that was not decided: it leaves the queue at once',
        tags: ['Requests'],
        params: z.object({ id: ApiId }),
        response: { 200: PartnerRequest }
      }
    },
    async (request) =>
      apiWrite(tools, request, (tx, tenantId, nowMs) =>
        withdrawRequest(tx, tenantId, request.params.id, nowMs)
      )
  )
}
