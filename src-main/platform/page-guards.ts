import type { Session, WebContents } from 'electron'
import type { Log } from '../sync/log.ts'
import { APP_ORIGIN } from './asset-path.ts'

/** All that a page may ask of the system. */
const ALLOWED_PERMISSIONS = new Set(['clipboard-sanitized-write', 'notifications'])

/** Denies every permission but those above, and those to every page but ours. */
export function guardPermissions(session: Session): void {
  const isOurs = (origin: string | undefined) => origin === APP_ORIGIN || origin === `${APP_ORIGIN}/`
  session.setPermissionRequestHandler((contents, permission, answer) => {
    answer(ALLOWED_PERMISSIONS.has(permission) && contents.getURL().startsWith(`${APP_ORIGIN}/`))
  })
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => ALLOWED_PERMISSIONS.has(permission) && isOurs(origin)
  )
  session.setDevicePermissionHandler(() => false)
  session.on('select-serial-port', (event, _ports, _contents, choose) => {
    event.preventDefault()
    choose('')
  })
}

/** Keeps a page where it is: no navigation, no frame, no window, no webview, whoever asks for it. */
export function guardPage(contents: WebContents, log: Log): void {
  const deny = (what: string) => (event: { preventDefault(): void }) => {
    event.preventDefault()
    log('warn', `a page was denied ${what}`)
  }
  contents.on('will-navigate', deny('navigation'))
  contents.on('will-frame-navigate', deny('navigation of a frame'))
  contents.on('will-redirect', deny('a redirect'))
  contents.on('will-attach-webview', deny('a webview'))
  contents.setWindowOpenHandler(() => {
    log('warn', 'a page was denied a new window')
    return { action: 'deny' }
  })
}
