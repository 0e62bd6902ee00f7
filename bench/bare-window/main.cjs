// The floor of the desk's window: the least that an Electron app can be.
const { app, BrowserWindow } = require('electron')

if (process.env.BENCH_PROFILE) app.setPath('userData', process.env.BENCH_PROFILE)
const page = process.env.BENCH_PAGE ?? 'index.html'

app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800 })
  window.loadFile(page, { query: { live: process.env.BENCH_LIVE ?? '' } })
})
app.on('window-all-closed', () => app.quit())
