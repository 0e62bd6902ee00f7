import { join } from 'node:path'
import { BrowserWindow, nativeTheme, screen } from 'electron'
import { APP_ORIGIN } from '../platform/asset-path.ts'
import type { FirstLookFile } from './first-look.ts'
import { FIRST_SIZE, fitOnScreens, LEAST_SIZE } from './window-place.ts'

/** The page's own ground colours, so that nothing flashes before it paints: `--surface-0` of both themes. */
const GROUND = { light: '#eff2f2', dark: '#0f1313' }

/** Moving a window changes its place many times a second; it is written when it rests. */
const REST_MS = 500

const ground = () => (nativeTheme.shouldUseDarkColors ? GROUND.dark : GROUND.light)

function rememberPlace(window: BrowserWindow, file: FirstLookFile): void {
  let timer: NodeJS.Timeout | undefined
  const write = () => {
    clearTimeout(timer)
    if (window.isDestroyed() || window.isMinimized()) return
    file.write({ place: { box: window.getNormalBounds(), maximized: window.isMaximized() } })
  }
  const later = () => {
    clearTimeout(timer)
    timer = setTimeout(write, REST_MS)
  }
  window.on('resize', later)
  window.on('move', later)
  window.on('maximize', later)
  window.on('unmaximize', later)
  window.on('close', write)
}

/** The one window: sandboxed, at the place where it was left. It is shown at once, on the ground of its page: a hidden one paints later. */
export function createWindow(file: FirstLookFile): BrowserWindow {
  const { box, maximized } = file.look.place
  const workAreas = screen.getAllDisplays().map((display) => display.workArea)
  const window = new BrowserWindow({
    ...FIRST_SIZE,
    ...fitOnScreens(box, workAreas),
    minWidth: LEAST_SIZE.width,
    minHeight: LEAST_SIZE.height,
    backgroundColor: ground(),
    title: 'Octopus Desk',
    webPreferences: {
      preload: join(__dirname, '../preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      v8CacheOptions: 'bypassHeatCheck'
    }
  })
  nativeTheme.on('updated', () => {
    if (!window.isDestroyed()) window.setBackgroundColor(ground())
  })
  if (maximized) window.maximize()
  rememberPlace(window, file)
  void window.loadURL(`${APP_ORIGIN}/index.html`)
  return window
}
