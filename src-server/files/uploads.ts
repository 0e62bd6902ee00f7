import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import path from 'node:path'
import { Readable } from 'node:stream'
import { Server, type ServerOptions } from '@tus/server'
import { ApiError, type ApiErrorCode } from '#shared/base/error-codes.ts'
import type { TenantId } from '#shared/base/ids.ts'
import { err, ok, type Result } from '#shared/base/result.ts'
import { UploadMetadata } from '#shared/contract/wire.ts'
import { headOfFile, sha256OfFile } from './digest.ts'
import { openUnfinished, readUnfinished } from './unfinished.ts'

/** Whose upload it is: nobody else can see, continue or use it. */
export interface UploadOwner {
  tenantId: TenantId
  /** `user:<id>`, `follower:<id>` or `platform` */
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
  /** Takes a file that comes in one request of another protocol, judged in the same way. */
  takeWhole(owner: UploadOwner, claim: UploadClaim, bytes: Readable): Promise<Result<void, UploadTrouble>>
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
    const owner = owners.get(request.runtime?.node?.req ?? request)
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
    },
    async takeWhole(owner, claim, bytes) {
      // what is refused unread does not hold up the connection that it came by
      const judged = rules.judgeClaim(claim)
      if (!judged.ok) return err(judged.error)
      const { sha256, name, mediaType, sizeBytes } = claim
      // tus calls it creation with upload
      const metadata = Object.entries({ sha256, name, ...(mediaType !== undefined && { mediaType }) })
        .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
        .join(',')
      const init = {
        method: 'POST',
        headers: {
          'tus-resumable': '1.0.0',
          'content-type': 'application/offset+octet-stream',
          'upload-length': String(sizeBytes),
          'upload-metadata': metadata
        },
        body: Readable.toWeb(bytes) as ReadableStream,
        duplex: 'half' as const
      }
      const request = new Request(`http://localhost${options.address}`, init)
      owners.set(request, owner)
      const answered = await server.handleWeb(request)
      const said = await answered.text()
      if (answered.ok && answered.headers.get('upload-offset') === String(sizeBytes)) return ok(undefined)
      if (said.startsWith('{')) return err(ApiError.parse(JSON.parse(said)).error)
      if (answered.status >= 500) throw new Error(`an upload failed: ${said}`)
      return err({ code: 'bad_request', message: `${name} broke off on its way. Send it again.` })
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
