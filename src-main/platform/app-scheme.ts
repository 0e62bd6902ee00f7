import { realpathSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { protocol } from 'electron'
import { FILE_SCHEME } from '#shared/features/attachment/file-scheme.ts'
import { APP_SCHEME, assetAt } from './asset-path.ts'
import { PAGE_HEADERS } from './page-policy.ts'

/** Makes `app://` and the files of conversations schemes with an origin; must run before the app is ready. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true }
    },
    // served by `file-scheme.ts`; a video is asked for by ranges
    { scheme: FILE_SCHEME, privileges: { standard: true, secure: true, stream: true, corsEnabled: true } }
  ])
}

/** A page that asks for nothing must not hold up the rest of the program. */
const LONGEST_WAIT_MS = 1000

/**
 * Serves the built pages, and only them, at `app://desk/`.
 * @returns how to wait until the first file of a sort has been handed over
 */
export function serveAppScheme(folder: string): (mimeType: string) => Promise<void> {
  const realRoot = realpathSync(folder)
  const waiting = new Map<string, () => void>()
  // not `protocol.handle`: its first Request loads Node's whole fetch while the page waits for its first file
  protocol.registerBufferProtocol(APP_SCHEME, async (request, answer) => {
    const asset = request.method === 'GET' ? assetAt(realRoot, request.url) : null
    const data = asset && (await readFile(asset.file).catch(() => null))
    if (!data) {
      const said = Buffer.from('Not found')
      return answer({ statusCode: 404, data: said, mimeType: 'text/plain', headers: PAGE_HEADERS })
    }
    answer({ data, mimeType: asset.mimeType, charset: 'utf-8', headers: PAGE_HEADERS })
    waiting.get(asset.mimeType)?.()
  })
  return (mimeType) =>
    new Promise((resolve) => {
      waiting.set(mimeType, resolve)
      setTimeout(resolve, LONGEST_WAIT_MS)
    })
}
