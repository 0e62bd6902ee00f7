import { type FileHandle, open, stat } from 'node:fs/promises'
import { z } from 'zod'
import { err, ok } from '#shared/base/result.ts'
import { FileLink as FileAddress, FileHeld, FileLimitsResponse, PATHS } from '#shared/contract/wire.ts'
import { readAnswer, reasonOf } from '../sync/http-link.ts'
import type { LinkError, LinkResult } from '../sync/link.ts'
import type { AccessToken } from '../sync/server-calls.ts'
import { authorisedFetch, SignedOut } from './authorised-fetch.ts'
import { isFullDisk, isNoFile } from './disk-trouble.ts'
import type { DownloadJob, FileLink, UploadJob } from './file-link.ts'
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

  async function download(job: DownloadJob, signal: AbortSignal): Promise<LinkResult<void>> {
    const { conversationId, sha256, sizeBytes, path } = job
    const asked = `${PATHS.fileLink}?conversationId=${encodeURIComponent(conversationId)}&sha256=${sha256}`
    const address = await get(FileAddress, asked, signal)
    if (!address.ok) return address
    try {
      const have = await stat(path).then(
        ({ size }) => (size < sizeBytes ? size : 0),
        () => 0
      )
      const headers = have > 0 ? { range: `bytes=${have}-` } : {}
      const response = await fetch(root + address.value.path, { headers, redirect: 'error', signal })
      if (!response.ok || !response.body) {
        const answer = readAnswer(z.never(), response, await response.text())
        return answer.ok ? answer : err(notOfSession(answer.error))
      }
      // a server, or a proxy before it, may begin anew instead of going on
      const at = response.status === 206 ? have : 0
      const handle = await open(path, at > 0 ? 'a' : 'w', 0o600)
      let left = sizeBytes - at
      try {
        for await (const piece of response.body) {
          left -= piece.length
          // more than was announced is no use, however it goes on
          if (left < 0) break
          await handle.writeFile(piece)
        }
      } finally {
        await handle.close()
      }
      return left > 0 ? err({ kind: 'network', message: 'the file broke off' }) : ok(undefined)
    } catch (error) {
      if (isFullDisk(error) || isNoFile(error)) throw error
      return notSent(error)
    }
  }

  return {
    limits: (signal) => get(FileLimitsResponse, PATHS.fileLimits, signal),
    async held(sha256, signal) {
      const answer = await get(FileHeld, PATHS.fileHeld.replace(':sha256', sha256), signal)
      return answer.ok ? ok(answer.value.held) : answer
    },
    upload,
    download
  }
}

/** The address was asked for with a token, its bytes are not: who refuses them says nothing of the session. */
function notOfSession(error: LinkError): LinkError {
  if (error.kind !== 'unauthenticated') return error
  return { kind: 'transient', message: 'the address of the file was not honoured', retryAfterMs: null }
}

function notSent(error: unknown): LinkResult<never> {
  if (error instanceof SignedOut) return err({ kind: 'unauthenticated' })
  return err({ kind: 'network', message: reasonOf(error) })
}
