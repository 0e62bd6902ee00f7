import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { type FileRef, fileRefOf } from '#shared/features/attachment/views.ts'
import { APP_ORIGIN } from './asset-path.ts'
import { type Served, servedAs } from './served-file.ts'

/** Finds a whole file on this computer; null when there is none, or the person may not see it. */
export type FindFile = (ref: FileRef) => Promise<string | null>

const HEADERS = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
  // so that a picture can be drawn to be copied; no page but ours is ever shown here
  'access-control-allow-origin': APP_ORIGIN,
  'cache-control': 'no-store',
  'accept-ranges': 'bytes'
}

/** Answers one request of the window for a file, whole or by a range. */
export async function answerFile(find: FindFile, request: Request): Promise<Response> {
  const ref = request.method === 'GET' ? fileRefOf(request.url) : null
  const path = ref && (await find(ref))
  const served = path && (await servedAs(path, request.headers.get('range')))
  if (!served) return new Response('Not found', { status: 404, headers: HEADERS })
  return new Response(bytesOf(path, served), {
    status: served.isPart ? 206 : 200,
    headers: headersOf(served)
  })
}

function headersOf({ mediaType, sizeBytes, from, to, isPart }: Served): Record<string, string> {
  return {
    ...HEADERS,
    'content-type': mediaType,
    'content-length': String(to - from + 1),
    ...(isPart ? { 'content-range': `bytes ${from}-${to}/${sizeBytes}` } : {})
  }
}

function bytesOf(path: string, { from, to }: Served): ReadableStream {
  return Readable.toWeb(createReadStream(path, { start: from, end: to })) as ReadableStream
}
