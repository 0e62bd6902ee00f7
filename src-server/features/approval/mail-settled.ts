import { RequestId } from '#shared/base/ids.ts'
import type { MailSettled } from '../../mail/sender.ts'
import { requestChanged } from './changes.ts'
import { requestById, saveRequest } from './repository.ts'

/** Notes in the request that its mail went out, or never will. */
export const mailSettled: MailSettled = async (tx, { tenant_id, request_id }, state, atMs) => {
  const request = await requestById(tx, tenant_id, RequestId.parse(request_id))
  if (!request?.decision?.mail) return []
  const { decision, version } = request
  const { to } = request.decision.mail
  const noted = { ...request, version: version + 1, decision: { ...decision, mail: { to, state, atMs } } }
  await saveRequest(tx, tenant_id, noted)
  return [requestChanged(`request.mail-${state}`, noted)]
}
