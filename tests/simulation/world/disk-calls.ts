import fs from 'node:fs'
import promises from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import path from 'node:path'

/*
 * Calls on files inside a watched folder are made at once, instead of on another thread, so that virtual time can stand
 * still; and each step of them can fail, be cut short, or be the last one of its process. Everything else goes to the
 * system as before. The product and the libraries that it uses do not know.
 */

export type FileStep = 'make' | 'open' | 'write' | 'flush' | 'rename' | 'remove' | 'read'

/** Who owns a folder. */
export interface FolderWatch {
  /** Hears of each step before it is taken. Throws when its process is dead; answers an error that is to come of the step: a write is half done then. */
  step(step: FileStep): Error | null
  /** what stands as the time of a changed file */
  nowMs(): number
}

const watches = new Map<string, FolderWatch>()
const openFiles = new Map<number, FolderWatch>()

/** From now on `watch` is asked about what lies in the folder, in the place of who was asked before. */
export function watchFolder(folder: string, watch: FolderWatch): void {
  watches.set(folder, watch)
}

/** Nobody is asked any more about what lies in a folder, or in folders inside it. */
export function forgetFolders(folder: string): void {
  for (const watched of watches.keys()) if (watched.startsWith(folder + path.sep)) watches.delete(watched)
}

function watchOf(place: unknown): FolderWatch | undefined {
  if (typeof place !== 'string' || watches.size === 0) return undefined
  for (const [folder, watch] of watches)
    if (place === folder || place.startsWith(folder + path.sep)) return watch
  return undefined
}

function take(watch: FolderWatch, step: FileStep): void {
  const trouble = watch.step(step)
  if (trouble) throw trouble
}

function openNow(watch: FolderWatch, place: string, flags: string | number = 'r', mode?: number): number {
  take(watch, flags === 'r' ? 'read' : 'open')
  const fd = fs.openSync(place, flags, mode)
  openFiles.set(fd, watch)
  return fd
}

function writeNow(watch: FolderWatch, fd: number, bytes: Uint8Array, at: number | null): number {
  const trouble = watch.step('write')
  const length = trouble ? bytes.length >> 1 : bytes.length
  fs.writeSync(fd, bytes, 0, length, at)
  const seconds = watch.nowMs() / 1000
  fs.futimesSync(fd, seconds, seconds)
  if (trouble) throw trouble
  return length
}

function closeNow(fd: number): void {
  openFiles.delete(fd)
  fs.closeSync(fd)
}

/** As much of a file handle as anybody here uses. */
function handleOf(watch: FolderWatch, fd: number) {
  return {
    fd,
    writeFile: async (bytes: Uint8Array) => void writeNow(watch, fd, bytes, null),
    sync: async () => take(watch, 'flush'),
    async read(buffer: Buffer, offset: number, length: number, position: number) {
      take(watch, 'read')
      return { buffer, bytesRead: fs.readSync(fd, buffer, offset, length, position) }
    },
    close: async () => closeNow(fd)
  }
}

type Call = (...args: never[]) => unknown

/** Makes a promised call at once where its first argument is a watched place. */
function promised(name: keyof typeof promises, step: FileStep, now: (...args: never[]) => unknown): void {
  const usual = promises[name] as Call
  const call = async (...args: never[]) => {
    const watch = watchOf(args[0])
    if (!watch) return await usual.apply(promises, args)
    take(watch, step)
    return now(...args)
  }
  Object.assign(promises, { [name]: call })
}

/** Makes a call with a callback at once where its first argument is a watched place or an open file of one. */
function called(name: keyof typeof fs, now: (watch: FolderWatch, ...args: never[]) => unknown[]): void {
  const usual = fs[name] as Call
  const call = (...args: never[]) => {
    const [first] = args as unknown[]
    const watch = typeof first === 'number' ? openFiles.get(first) : watchOf(first)
    const done = args.at(-1) as unknown as (error: unknown, ...results: unknown[]) => void
    if (!watch || typeof done !== 'function') return usual.apply(fs, args)
    let answer: [unknown, ...unknown[]]
    try {
      answer = [null, ...now(watch, ...args)]
    } catch (error) {
      answer = [error]
    }
    process.nextTick(() => done(...answer))
  }
  Object.assign(fs, { [name]: call })
}

/** Puts the watch between this thread and its files; once per thread. */
export function watchDiskCalls(): void {
  const usualOpen = promises.open
  const open = async (place: string, flags?: string, mode?: number) => {
    const watch = watchOf(place)
    return watch ? handleOf(watch, openNow(watch, place, flags, mode)) : await usualOpen(place, flags, mode)
  }
  const mkdir = async (place: string, options?: fs.MakeDirectoryOptions) => {
    const watch = watchOf(place)
    // a folder that is there already costs no step
    if (watch && !fs.existsSync(place)) take(watch, 'make')
    return fs.mkdirSync(place, options)
  }
  Object.assign(promises, { open, mkdir })
  promised('readdir', 'read', fs.readdirSync as never)
  promised('readFile', 'read', fs.readFileSync as never)
  promised('stat', 'read', fs.statSync as never)
  promised('rename', 'rename', fs.renameSync as never)
  promised('rm', 'remove', fs.rmSync as never)
  promised('unlink', 'remove', fs.unlinkSync as never)
  promised('writeFile', 'write', ((place: string, text: string) => {
    fs.writeFileSync(place, text)
    const seconds = (watchOf(place)?.nowMs() ?? 0) / 1000
    fs.utimesSync(place, seconds, seconds)
  }) as never)
  called('mkdir', (_watch, place, options) => [fs.mkdirSync(place, options)])
  called('open', (watch, place, flags, mode) => [
    openNow(watch, place, flags, typeof mode === 'function' ? undefined : mode)
  ])
  called('read', (watch, fd, buffer, offset, length, position) => {
    take(watch, 'read')
    return [fs.readSync(fd, buffer, offset, length, position), buffer]
  })
  called('write', (watch, fd, bytes: Uint8Array, offset: number, length: number, position: number) => [
    writeNow(watch, fd, bytes.subarray(offset, offset + length), position),
    bytes
  ])
  called('writev', (watch, fd, pieces: Uint8Array[], position: number) => [
    writeNow(watch, fd, Buffer.concat(pieces), position),
    pieces
  ])
  called('close', (_watch, fd) => {
    closeNow(fd)
    return []
  })
  syncBuiltinESMExports()
}
