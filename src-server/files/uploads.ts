import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import path from 'node:path'
import { Server, type ServerOptions } from '@tus/server'
import type { ApiErrorCode } from '#shared/base/error-codes.ts'
import type { TenantId } from '#shared/base/ids.ts'
import type { Result } from '#shared/base/result.ts'
import { UploadMetadata } from '#shared/contract/wire.ts'
import { headOfFile, sha256OfFile } from './digest.ts'
import { openUnfinished, readUnfinished } from './unfinished.ts'

/** Whose upload it is: nobody else can see, continue or use it. */
export interface UploadOwner {
  tenantId: TenantId
  /** `user:<id>` */
  owner: string
}

/** What the upload says that it will bring. */
export interface UploadClaim extends UploadMetadata {
  sizeBytes: number
}

export interface UploadTrouble {
  code: ApiErrorCode
  message: string
}

/** What may come in; the room of the files answers. */
export interface UploadRules {
  /** before any byte has come */
  judgeClaim(claim: UploadClaim): Result<unknown, UploadTrouble>
  /** how many first bytes `judgeHead` wants */
  headBytes: number
  judgeHead(claim: UploadClaim, head: Uint8Array): Result<unknown, UploadTrouble>
  /** the file is whole and its hash is right: takes it from `path` */
  take(owner: UploadOwner, claim: UploadClaim, path: string): Promise<void>
}

export interface Uploads {
  /** Answers one request of the tus protocol. */
  handle(request: IncomingMessage, response: ServerResponse, owner: UploadOwner): Promise<void>
}

type TusRequest = Parameters<NonNullable<ServerOptions['onIncomingRequest']>>[0]

/** The tus endpoint at `address`, with unfinished uploads in a folder of their own. */
export function createUploads(options: {
  folder: string
  address: string
  rules: UploadRules
  nowMs(): number
}): Uploads {
  const { folder, rules, nowMs } = options
  const { datastore, kept: configstore } = openUnfinished(folder)
  const owners = new WeakMap<object, UploadOwner>()

  function ownerOf(request: TusRequest): UploadOwner {
    const raw = request.runtime?.node?.req
    const owner = raw && owners.get(raw)
    if (!owner) throw new Error('an upload without an owner')
    return owner
  }

  async function refuse(id: string, trouble: UploadTrouble): Promise<never> {
    await datastore.remove(id).catch(() => undefined)
    throw answer(trouble)
  }

  const server = new Server({
    path: options.address,
    datastore,
    allowedOrigins: [],
    namingFunction: () => randomBytes(16).toString('hex'),
    // relative, so that it holds behind a proxy that adds a path of its own
    generateUrl: (_request, { id }) => `${options.address.split('/').at(-1)}/${id}`,
    async onUploadCreate(request, upload) {
      const claim = UploadMetadata.safeParse(upload.metadata)
      if (!claim.success || !upload.size) {
        throw answer({ code: 'bad_request', message: 'An upload names its size, its sha256 and its name.' })
      }
      const judged = rules.judgeClaim({ ...claim.data, sizeBytes: upload.size })
      if (!judged.ok) throw answer(judged.error)
      const { mediaType = null, ...named } = claim.data
      return { metadata: { ...named, mediaType, ...ownerOf(request), begunAtMs: String(nowMs()) } }
    },
    async onIncomingRequest(request, id) {
      if (request.method === 'POST') return
      const kept = await readUnfinished(configstore, id).catch(() => undefined)
      const { tenantId, owner } = ownerOf(request)
      if (!kept || kept.tenantId !== tenantId || kept.owner !== owner) {
        throw answer({ code: 'not_found', message: 'There is no such upload. Begin a new one.' })
      }
      const head = await headOfFile(path.join(folder, id), rules.headBytes).catch(() => new Uint8Array())
      // what the first bytes are is known long before the last ones come
      if (head.length < rules.headBytes) return
      const judged = rules.judgeHead(kept, head)
      if (!judged.ok) await refuse(id, judged.error)
    },
    async onUploadFinish(_request, { id }) {
      const kept = await readUnfinished(configstore, id)
      if (!kept) throw answer({ code: 'not_found', message: 'There is no such upload. Begin a new one.' })
      const file = path.join(folder, id)
      if ((await sha256OfFile(file)) !== kept.sha256) {
        await refuse(id, {
          code: 'file_refused',
          message: `${kept.name} did not arrive as it was announced. Send it again.`
        })
      }
      const judged = rules.judgeHead(kept, await headOfFile(file, rules.headBytes))
      if (!judged.ok) await refuse(id, judged.error)
      await rules.take(kept, kept, file)
      await rm(file, { force: true })
      await configstore.delete(id)
      return {}
    }
  })

  return {
    async handle(request, response, owner) {
      owners.set(request, owner)
      await server.handle(request, response)
    }
  }
}

const STATUS: Partial<Record<ApiErrorCode, number>> = {
  bad_request: 400,
  not_found: 404,
  too_large: 413,
  unavailable: 503
}

/** A refusal as tus takes it: thrown, with our own body. */
function answer({ code, message }: UploadTrouble): Error {
  const body = JSON.stringify({ error: { code, message } })
  return Object.assign(new Error(message), { status_code: STATUS[code] ?? 422, body })
}
