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
  protocol.handle(APP_SCHEME, async (request) => {
    const asset = request.method === 'GET' ? assetAt(realRoot, request.url) : null
    if (!asset) return new Response('Not found', { status: 404, headers: PAGE_HEADERS })
    const headers = { ...PAGE_HEADERS, 'content-type': asset.contentType }
    return new Response(await readFile(asset.file), { headers })
  })
}
