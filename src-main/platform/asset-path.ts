import { realpathSync, statSync } from 'node:fs'
import { extname, join, sep } from 'node:path'

/** The one host of the scheme, so that every page has the same origin: `app://desk`. */
export const APP_SCHEME = 'app'
const APP_HOST = 'desk'
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`

/** What the app is built of; nothing else is ever served. */
const MIME_TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.mp3': 'audio/mpeg'
}

/** Plain names only: no percent sign, backslash, NUL, empty or hidden segment, so there is nothing to decode or to climb. */
const PLAIN_PATH = /^(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$/

export interface Asset {
  file: string
  mimeType: string
}

/**
 * The file that an `app://` URL names, or null when it names none of ours.
 * @param realRoot the folder of the built pages, with symbolic links resolved
 */
export function assetAt(realRoot: string, url: string): Asset | null {
  if (!url.startsWith(`${APP_ORIGIN}/`)) return null
  const path = url.slice(APP_ORIGIN.length).replace(/[?#].*$/s, '')
  if (!PLAIN_PATH.test(path)) return null
  const mimeType = MIME_TYPES[extname(path)]
  if (!mimeType) return null
  try {
    const file = realpathSync(join(realRoot, path))
    return file.startsWith(realRoot + sep) && statSync(file).isFile() ? { file, mimeType } : null
  } catch {
    return null
  }
}
