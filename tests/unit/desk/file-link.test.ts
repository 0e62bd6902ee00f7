import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { ConversationId } from '#shared/base/ids.ts'
import { PATHS } from '#shared/contract/wire.ts'
import { createHttpFileLink } from '../../../src-main/files/http-file-link.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'file-link-'))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Answers an address for a file, and with this whoever asks for its bytes. */
function desk(content: Response) {
  const fetch = async (input: string | URL | Request) => {
    if (new URL(String(input)).pathname !== PATHS.fileLink) return content
    return Response.json({ path: '/elsewhere', expiresAtMs: 1 })
  }
  const accessToken = async () => 'token'
  return createHttpFileLink({
    serverUrl: 'http://desk.test',
    fetch: fetch as typeof globalThis.fetch,
    accessToken
  })
}

test('[LI4] who refuses the bytes of a file says nothing of the session', async () => {
  const job = {
    conversationId: ConversationId.parse('chat'),
    sha256: 'a'.repeat(64),
    sizeBytes: 3,
    path: path.join(folder, 'part')
  }
  const refusal = { error: { code: 'unauthenticated', message: 'no' } }
  const link = desk(Response.json(refusal, { status: 401 }))
  const answer = await link.download(job as never, new AbortController().signal)
  expect(answer).toMatchObject({ ok: false, error: { kind: 'transient' } })
})
