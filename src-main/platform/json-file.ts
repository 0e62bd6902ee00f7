import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import type { z } from 'zod'

/** What a small file of ours holds, or null when it is not there or is not what it should be. */
export function readJsonFile<Shape extends z.ZodType>(file: string, shape: Shape): z.output<Shape> | null {
  try {
    const parsed = shape.safeParse(JSON.parse(readFileSync(file, 'utf8')))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** Replaces a small file whole: after a crash it holds the old content or the new, and only this user may read it. */
export function writeJsonFile(file: string, value: unknown): void {
  mkdirSync(dirname(file), { recursive: true })
  const next = `${file}.next`
  const fd = openSync(next, 'w', 0o600)
  try {
    writeSync(fd, `${JSON.stringify(value, null, 2)}\n`)
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
  renameSync(next, file)
}
