import fs from 'node:fs'
import path from 'node:path'
import { ROOT } from '../data/folder.ts'

/** A folder on the disk that is measured, not in the memory that some systems have for temporary files; removed after `work`. */
export async function withTemporaryFolder<Result>(
  work: (folder: string) => Promise<Result>
): Promise<Result> {
  fs.mkdirSync(ROOT, { recursive: true })
  const folder = fs.mkdtempSync(path.resolve(ROOT, 'run-'))
  try {
    return await work(folder)
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}
