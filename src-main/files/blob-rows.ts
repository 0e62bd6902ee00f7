import type { Attachment } from '#shared/features/attachment/entities.ts'
import type { ReadableDb, WritableDb } from '../sqlite/sqlite-file.ts'

/** A file that an Operation of this Outbox names, or has named in the last days. */
export interface BlobRow {
  sha256: string
  name: string
  sizeBytes: number
  mediaType: string
  /** the server has told that it holds these bytes */
  isUp: boolean
  /** where its upload goes on; null when none has begun */
  uploadUrl: string | null
}

/** Notes the files of an Operation, in the transaction that queues it; what is known already stays as it is. */
export function writeBlobs(tx: WritableDb, attachments: readonly Attachment[]): void {
  for (const { sha256, name, sizeBytes, mediaType } of attachments) {
    tx.run(
      'INSERT OR IGNORE INTO blobs (sha256, name, size_bytes, media_type, is_up) VALUES (?, ?, ?, ?, 0)',
      sha256,
      name,
      sizeBytes,
      mediaType
    )
  }
}

export function readBlobs(db: ReadableDb): BlobRow[] {
  const rows = db.all<Omit<BlobRow, 'isUp'> & { isUp: number }>(
    `SELECT sha256, name, size_bytes AS sizeBytes, media_type AS mediaType, is_up AS isUp, upload_url AS uploadUrl
     FROM blobs`
  )
  return rows.map((row) => ({ ...row, isUp: row.isUp === 1 }))
}

export function updateBlob(tx: WritableDb, { sha256, isUp, uploadUrl }: BlobRow): void {
  tx.run('UPDATE blobs SET is_up = ?, upload_url = ? WHERE sha256 = ?', isUp ? 1 : 0, uploadUrl, sha256)
}

export function deleteBlob(tx: WritableDb, sha256: string): void {
  tx.run('DELETE FROM blobs WHERE sha256 = ?', sha256)
}
