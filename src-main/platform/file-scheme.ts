import { protocol } from 'electron'
import { FILE_SCHEME } from '#shared/features/attachment/file-scheme.ts'

/**
 * Serves images and videos of conversations at `attachment://desk/<conversation>/<sha256>`. A page knows only the schemes that
 * were there before it; what answers is loaded with the first picture.
 */
export function serveFileScheme(load: () => Promise<(request: Request) => Promise<Response>>): void {
  protocol.handle(FILE_SCHEME, async (request) => (await load())(request))
}
