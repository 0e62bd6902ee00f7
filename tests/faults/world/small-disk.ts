import { execFileSync } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import path from 'node:path'

const MB = 1024 * 1024

/** A file system of its own in memory, so small that it can really be filled. */
export class SmallDisk {
  readonly folder: string

  private constructor(folder: string) {
    this.folder = folder
  }

  /** Mounts one at the folder; null where this user may not mount. */
  static mount(folder: string, sizeMb: number): SmallDisk | null {
    if (process.platform !== 'linux' || process.getuid?.() !== 0) return null
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeMb}m,mode=700`, 'tmpfs', folder], {
        stdio: 'pipe'
      })
      return new SmallDisk(folder)
    } catch {
      return null
    }
  }

  get #filler(): string {
    return path.join(this.folder, 'filler')
  }

  /** Writes until the system says ENOSPC. */
  fill(): void {
    const file = openSync(this.#filler, 'w')
    try {
      for (const piece of [Buffer.alloc(MB), Buffer.alloc(4096)]) {
        for (let written = piece.length; written === piece.length; ) written = writeUntilFull(file, piece)
      }
    } finally {
      closeSync(file)
    }
  }

  get isFull(): boolean {
    return existsSync(this.#filler)
  }

  makeRoom(): void {
    rmSync(this.#filler, { force: true })
  }

  unmount(): void {
    execFileSync('umount', ['--lazy', this.folder], { stdio: 'pipe' })
  }
}

/** How much of a piece there was room for. */
function writeUntilFull(file: number, piece: Buffer): number {
  try {
    return writeSync(file, piece)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return 0
    throw error
  }
}
