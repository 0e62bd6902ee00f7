import { realpathSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { protocol } from 'electron'
import { APP_SCHEME, assetAt } from './asset-path.ts'
import { PAGE_HEADERS } from './page-policy.ts'

/** Makes `app://` a scheme with an origin; must run before the app is ready. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true }
    }
  ])
}

/** Serves the built pages, and only them, at `app://desk/`. */
export function serveAppScheme(folder: string): void {
  const realRoot = realpathSync(folder)
  // not `protocol.handle`: its first Request loads Node's whole fetch while the page waits for its first file
  protocol.registerBufferProtocol(APP_SCHEME, async (request, answer) => {
    const asset = request.method === 'GET' ? assetAt(realRoot, request.url) : null
    const data = asset && (await readFile(asset.file).catch(() => null))
    if (data) answer({ data, mimeType: asset.mimeType, charset: 'utf-8', headers: PAGE_HEADERS })
    else
      answer({
        statusCode: 404,
        data: Buffer.from('Not found'),
        mimeType: 'text/plain',
        headers: PAGE_HEADERS
      })
  })
}
