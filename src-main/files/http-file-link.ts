import { type FileHandle, open } from 'node:fs/promises'
import { z } from 'zod'
import { err, ok } from '#shared/base/result.ts'
import { FileHeld, FileLimitsResponse, PATHS } from '#shared/contract/wire.ts'
import { readAnswer, reasonOf } from '../sync/http-link.ts'
import type { LinkResult } from '../sync/link.ts'
import type { AccessToken } from '../sync/server-calls.ts'
import { authorisedFetch, SignedOut } from './authorised-fetch.ts'
import type { FileLink, UploadJob } from './file-link.ts'
import { fetchStack, pieceReader } from './tus-fetch.ts'

/** A piece arrives within the server's 30 seconds at 20 KB a second; what a cut costs is less than one. */
const PIECE_BYTES = 512 * 1024

export interface HttpFileLinkOptions {
  serverUrl: string
  fetch: typeof globalThis.fetch
  accessToken: AccessToken
}

/** The real network: HTTP, and uploads by the tus protocol. */
export function createHttpFileLink({ serverUrl, fetch, accessToken }: HttpFileLinkOptions): FileLink {
  const root = serverUrl.replace(/\/+$/, '')
  const send = authorisedFetch(fetch, accessToken)

  async function get<T>(schema: z.ZodType<T>, path: string, signal: AbortSignal): Promise<LinkResult<T>> {
    try {
      const response = await send(root + path, { headers: { accept: 'application/json' }, signal })
      return readAnswer(schema, response, await response.text())
    } catch (error) {
      return notSent(error)
    }
  }

  async function upload(job: UploadJob, signal: AbortSignal): Promise<LinkResult<void>> {
    const handle = await open(job.path, 'r')
    try {
      return await sendPieces(job, handle, signal)
    } finally {
      await handle.close()
    }
  }

  async function sendPieces(
    job: UploadJob,
    handle: FileHandle,
    signal: AbortSignal
  ): Promise<LinkResult<void>> {
    // loaded with the first file, because a start does not need it
    const { Upload, DetailedError } = await import('tus-js-client')
    const { sha256, name, mediaType, sizeBytes } = job
    return await new Promise((resolve) => {
      const run = new Upload(Buffer.alloc(0), {
        endpoint: root + PATHS.uploads,
        uploadUrl: job.uploadUrl,
        metadata: { sha256, name, mediaType },
        chunkSize: PIECE_BYTES,
        // when to try again is the uploader's business
        retryDelays: null,
        storeFingerprintForResuming: false,
        fingerprint: async () => sha256,
        httpStack: fetchStack(send, signal),
        fileReader: pieceReader(handle, sizeBytes),
        onUploadUrlAvailable: () => run.url && job.begun(run.url),
        onChunkComplete: (_piece, accepted) => job.progressed(accepted),
        onSuccess: () => resolve(ok(undefined)),
        onError(error) {
          const detailed = error instanceof DetailedError ? error : null
          const answer = detailed?.originalResponse
          if (!answer) return resolve(notSent(detailed?.causingError ?? error))
          const response: Response = answer.getUnderlyingObject()
          resolve(readAnswer(z.never(), response, answer.getBody()))
        }
      })
      const stop = () => {
        void run.abort()
        resolve(notSent(signal.reason))
      }
      if (signal.aborted) return stop()
      signal.addEventListener('abort', stop, { once: true })
      run.start()
    })
  }

  return {
    limits: (signal) => get(FileLimitsResponse, PATHS.fileLimits, signal),
    async held(sha256, signal) {
      const answer = await get(FileHeld, PATHS.fileHeld.replace(':sha256', sha256), signal)
      return answer.ok ? ok(answer.value.held) : answer
    },
    upload
  }
}

function notSent(error: unknown): LinkResult<never> {
  if (error instanceof SignedOut) return err({ kind: 'unauthenticated' })
  return err({ kind: 'network', message: reasonOf(error) })
}
