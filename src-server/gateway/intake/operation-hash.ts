import { hash } from 'node:crypto'
import type { Operation } from '#shared/sync/operation.ts'

/**
 * What an opId stands for: sha256 over type, version, args, base and blobs, hex. The envelope's device and clock are left
 * out, because a restored profile sends the same Operation again from a new device.
 */
export function operationHash({ type, v, args, base, blobs }: Operation): string {
  return hash('sha256', JSON.stringify([type, v, args, base.version ?? null, base.inboundSeq ?? null, blobs]))
}
