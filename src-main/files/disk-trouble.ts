function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

/** The disk takes no more bytes, or none at all. */
export function isFullDisk(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'EFBIG'].includes(codeOf(error))
}

/** There is no such file, or this computer does not let the app read it. */
export function isNoFile(error: unknown): boolean {
  return ['ENOENT', 'EACCES', 'EPERM', 'EISDIR', 'EBUSY'].includes(codeOf(error))
}
