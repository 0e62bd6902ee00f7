import type { FileHandle } from 'node:fs/promises'
import type { HttpRequest, HttpResponse, HttpStack, UploadOptions } from 'tus-js-client'
import type { AuthorisedFetch } from './authorised-fetch.ts'

/*
 * What tus-js-client needs of its surroundings: requests by the desk's own fetch (the system's proxy and certificates, a
 * fresh token each time) instead of Node's http, and pieces of a file instead of streams, so that a piece can be sent again.
 */

/** @param signal ends the request that is under way, too */
export function fetchStack(send: AuthorisedFetch, signal: AbortSignal): HttpStack {
  return {
    getName: () => 'fetch',
    createRequest: (method, url) => fetchRequest(send, signal, method, url)
  }
}

function fetchRequest(send: AuthorisedFetch, signal: AbortSignal, method: string, url: string): HttpRequest {
  const headers: Record<string, string> = {}
  const own = new AbortController()
  let progressed: (sentBytes: number) => void = () => undefined
  return {
    getMethod: () => method,
    getURL: () => url,
    setHeader(name, value) {
      headers[name] = value
    },
    getHeader: (name) => headers[name],
    setProgressHandler(handler) {
      progressed = handler
    },
    async send(body: Uint8Array | null | undefined) {
      const response = await send(url, {
        method,
        headers,
        signal: AbortSignal.any([signal, own.signal]),
        ...(body && { body: body as Uint8Array<ArrayBuffer> })
      })
      const text = await response.text()
      if (body) progressed(body.byteLength)
      return heard(response, text)
    },
    abort: async () => own.abort(),
    getUnderlyingObject: () => null
  }
}

function heard(response: Response, text: string): HttpResponse {
  return {
    getStatus: () => response.status,
    getHeader: (name) => response.headers.get(name) ?? undefined,
    getBody: () => text,
    getUnderlyingObject: () => response
  }
}

/** Reads pieces of an open file; who opened it closes it. */
export function pieceReader(handle: FileHandle, size: number): NonNullable<UploadOptions['fileReader']> {
  return {
    openFile: async () => ({
      size,
      async slice(start, end) {
        const length = Math.min(end, size) - start
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, start)
        // `done` is for sources that do not know their size: this one is over when the size is reached
        return { value: buffer.subarray(0, bytesRead), done: false }
      },
      close: () => undefined
    })
  }
}
