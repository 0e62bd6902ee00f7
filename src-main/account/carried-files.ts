import { z } from 'zod'
import { ResponseId } from '#shared/base/ids.ts'
import type { Result } from '#shared/base/result.ts'
import type { Topic } from '#shared/contract/ipc.ts'
import { Attachment } from '#shared/features/attachment/entities.ts'
import type { FileRef } from '#shared/features/attachment/views.ts'
import type { ReadableDb } from '../sqlite/sqlite-file.ts'
import type { Log } from '../sync/log.ts'

/** Most bytes that are fetched before anybody asks for them; what was changed last comes first. */
const AHEAD_BYTES = 256 * 1024 ** 2

const Files = z.array(Attachment)

/** The response by which a file can be fetched that canned responses carry; null when none that is seen here does. */
export function carrierOf(cache: ReadableDb, sha256: string): ResponseId | null {
  const carrier = cache.get<{ id: string }>(
    `SELECT id FROM canned_responses WHERE attachments != '[]' AND instr(attachments, ?) > 0 LIMIT 1`,
    sha256
  )
  return carrier ? ResponseId.parse(carrier.id) : null
}

/** The files that a response carries, as the cache has it. */
export function filesCarriedBy(cache: ReadableDb, responseId: string): Attachment[] {
  const response = cache.get<{ attachments: string }>(
    'SELECT attachments FROM canned_responses WHERE id = ?',
    responseId
  )
  return response ? Files.parse(JSON.parse(response.attachments)) : []
}

interface CarriedFilesOptions {
  cache: ReadableDb
  fetch(ref: FileRef): Promise<Result<unknown, string>>
  isOpen(): boolean
  log: Log
}

export interface CarriedFiles {
  /** These Views have changed: responses may carry other files. */
  applied(topics: ReadonlySet<Topic>): void
  /** Fetches what is not here; one run at a time. */
  fetchAhead(): void
  stop(): void
}

/** Fetches the files of canned responses before they are needed, so that they are inserted and looked at offline too. */
export function createCarriedFiles({ cache, fetch, isOpen, log }: CarriedFilesOptions): CarriedFiles {
  let running = false
  let again = false
  let stopped = false

  function wanted(): FileRef[] {
    const responses = cache.all<{ id: string; attachments: string }>(
      `SELECT id, attachments FROM canned_responses WHERE attachments != '[]' ORDER BY updated_at_ms DESC, id`
    )
    let bytes = 0
    return responses.flatMap(({ id, attachments }) =>
      Files.parse(JSON.parse(attachments)).flatMap(({ sha256, sizeBytes }) => {
        bytes += sizeBytes
        return bytes > AHEAD_BYTES ? [] : [{ conversationId: ResponseId.parse(id), sha256 }]
      })
    )
  }

  async function run(): Promise<void> {
    while (again && !stopped) {
      again = false
      for (const ref of wanted()) {
        if (stopped || !isOpen()) return
        const fetched = await fetch(ref)
        if (!fetched.ok) log('info', 'a file of a canned response did not come yet', { sha256: ref.sha256 })
      }
    }
  }

  function fetchAhead(): void {
    again = true
    if (running || stopped) return
    running = true
    run()
      .catch((error: unknown) => {
        if (!stopped) log('warn', 'files of canned responses were not fetched', { error: String(error) })
      })
      .finally(() => {
        running = false
      })
  }

  return {
    applied(topics) {
      if (topics.has('canned')) fetchAhead()
    },
    fetchAhead,
    stop() {
      stopped = true
    }
  }
}
