import { openSync, readSync } from 'node:fs'

interface Folder {
  files: Record<string, Folder | { size: number }>
}

function read(fd: number, offset: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  readSync(fd, bytes, 0, length, offset)
  return bytes
}

function walk(folder: Folder, at: string): string[] {
  return Object.entries(folder.files).flatMap(([name, entry]) =>
    'files' in entry ? walk(entry, `${at}${name}/`) : [`${at}${name}`]
  )
}

/** The names of all files in an asar archive, those kept beside it included. */
export function asarFiles(archive: string): string[] {
  const fd = openSync(archive, 'r')
  const length = read(fd, 12, 4).readUInt32LE()
  return walk(JSON.parse(read(fd, 16, length).toString()) as Folder, '')
}
