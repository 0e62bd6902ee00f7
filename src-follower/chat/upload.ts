import type { UnsentFile } from './kept.ts'
import { type Fetcher, problemOf, type Reply } from './reply.ts'

/*
 * The little of the tus protocol (1.0.0) that a page needs: begin, ask how far, bring pieces. What it knows of an upload is an
 * address, which is kept with the message, so that a reload goes on where the line broke.
 */

/** Arrives within the server's 30 seconds at 20 KB a second. */
const PIECE_BYTES = 512 * 1024
const TIMEOUT_MS = 40_000
const TUS = { 'tus-resumable': '1.0.0' }

export interface UploadHears {
  /** where the upload goes on, should it break */
  begun(url: string): void
  /** which share the server has, 0-1 */
  progressed(share: number): void
}

interface Paths {
  uploads: string
  held: (sha256: string) => string
}

/** Brings one file to the server, from where it stopped. */
export async function uploadFile(
  fetcher: Fetcher,
  paths: Paths,
  file: UnsentFile,
  blob: Blob,
  hears: UploadHears
): Promise<Reply<null>> {
  try {
    const held = await request(fetcher, paths.held(file.sha256), {})
    if (held.ok && ((await held.json()) as { held?: boolean }).held === true)
      return { kind: 'done', value: null }
    if (!held.ok) return await problemIn(held)
    const begun = await begin(fetcher, paths, file, hears.begun)
    return 'kind' in begun ? begun : await bring(fetcher, begun, blob, hears.progressed)
  } catch {
    return { kind: 'later', retryAfterMs: null }
  }
}

interface Begun {
  url: string
  offset: number
}

async function begin(
  fetcher: Fetcher,
  paths: Paths,
  file: UnsentFile,
  tell: (url: string) => void
): Promise<Begun | Reply<null>> {
  if (file.uploadUrl !== null) {
    const found = await request(fetcher, file.uploadUrl, { method: 'HEAD', headers: TUS })
    const offset = Number(found.headers.get('upload-offset') ?? Number.NaN)
    if (found.ok && offset >= 0) return { url: file.uploadUrl, offset }
    if (found.status !== 404 && found.status !== 410) return await problemIn(found)
  }
  const metadata = `sha256 ${btoa(file.sha256)},name ${base64(file.name)}`
  const answer = await request(fetcher, paths.uploads, {
    method: 'POST',
    headers: { ...TUS, 'upload-length': String(file.sizeBytes), 'upload-metadata': metadata }
  })
  const location = answer.headers.get('location')
  if (answer.status !== 201 || location === null) return await problemIn(answer)
  const url = `${paths.uploads}/${location.split('/').pop() ?? ''}`
  tell(url)
  return { url, offset: 0 }
}

async function bring(
  fetcher: Fetcher,
  { url, offset }: Begun,
  blob: Blob,
  progressed: (share: number) => void
): Promise<Reply<null>> {
  let at = offset
  while (at < blob.size) {
    progressed(at / blob.size)
    const answer = await request(fetcher, url, {
      method: 'PATCH',
      headers: { ...TUS, 'upload-offset': String(at), 'content-type': 'application/offset+octet-stream' },
      body: blob.slice(at, at + PIECE_BYTES)
    })
    if (answer.status !== 204) return await problemIn(answer)
    at = Number(answer.headers.get('upload-offset'))
  }
  progressed(1)
  return { kind: 'done', value: null }
}

async function request(fetcher: Fetcher, path: string, init: RequestInit): Promise<Response> {
  const abort = new AbortController()
  const timer = setTimeout(() => abort.abort(), TIMEOUT_MS)
  try {
    return await fetcher(path, {
      ...init,
      credentials: 'same-origin',
      cache: 'no-store',
      signal: abort.signal
    })
  } finally {
    clearTimeout(timer)
  }
}

async function problemIn(response: Response): Promise<Reply<never>> {
  return problemOf(response, await response.json().catch(() => null))
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)))
}
