// Loaded before the app (`electron -r`), the same in every app that is measured: tells the bench when the page says that
// it is painted, and does what the bench asks for. The page says it by `data-ready` on its root element.
const { monitorEventLoopDelay } = require('node:perf_hooks')
const { app } = require('electron')

const READY = `new Promise((resolve) => {
  const root = document.documentElement
  const look = () => root.dataset.ready !== undefined && resolve(root.dataset.ready)
  new MutationObserver(look).observe(root, { attributes: true, attributeFilter: ['data-ready'] })
  look()
})`

/** @type {import('electron').WebContents | null} */
let page = null

/**
 * How long the main process lets others wait, while somebody watches it.
 * @type {ReturnType<typeof monitorEventLoopDelay> | null}
 */
let delays = null

/** @param {object} message */
const tell = (message) => process.send?.(message)

app.on('web-contents-created', (_event, contents) => {
  page ??= contents
  if (page !== contents) return
  contents.on('dom-ready', async () => {
    const ready = await contents.executeJavaScript(READY)
    // the monotonic clock is one for all processes of the machine
    tell({ kind: 'ready', ready, atNs: String(process.hrtime.bigint()) })
  })
})

/** @type {Record<string, (asked: any) => unknown>} */
const acts = {
  evaluate: ({ code }) => page?.executeJavaScript(code, true),
  send: ({ channel, content }) => page?.send(channel, content),
  focus: () => page?.focus(),
  key({ key }) {
    page?.sendInputEvent({ type: 'keyDown', keyCode: key })
    if (key.length === 1) page?.sendInputEvent({ type: 'char', keyCode: key })
    page?.sendInputEvent({ type: 'keyUp', keyCode: key })
  },
  watchStalls() {
    delays = monitorEventLoopDelay({ resolution: 1 })
    delays.enable()
  },
  longestStall() {
    delays?.disable()
    return (delays?.max ?? 0) / 1e6
  },
  quit: () => setImmediate(() => app.quit())
}

process.on('message', async (/** @type {any} */ asked) => {
  try {
    tell({ kind: 'answer', id: asked.id, value: await acts[asked.act]?.(asked) })
  } catch (error) {
    tell({ kind: 'answer', id: asked.id, error: String(error) })
  }
})
// whoever measures has ended: nothing may stay behind
process.on('disconnect', () => app.exit(1))
