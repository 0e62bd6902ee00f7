// `node scripts/bootstrap.mjs icons`: draws resources/icon.svg in every size and container that the systems want. The results are
// committed; run it again after changing the drawing.
import fs from 'node:fs'
import { chromium } from 'playwright'
import { icns, ico, type Picture } from './package/icon-files.ts'
import { main, Stop } from './tool.ts'

const SIZES_PX = [16, 24, 32, 48, 64, 128, 256, 512, 1024]

async function draw(svg: string): Promise<Picture[]> {
  const executablePath = process.env.OCTOPUS_BROWSER
  if (!executablePath)
    throw new Stop(
      'Run this through the bootstrap, which finds a browser first: node scripts/bootstrap.mjs icons'
    )
  const browser = await chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 })
  try {
    const page = await browser.newPage()
    const pictures: Picture[] = []
    for (const sizePx of SIZES_PX) {
      await page.setViewportSize({ width: sizePx, height: sizePx })
      await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw;height:100vh}</style>${svg}`)
      pictures.push({ sizePx, png: await page.screenshot({ omitBackground: true }) })
    }
    return pictures
  } finally {
    await browser.close()
  }
}

main(async () => {
  const pictures = await draw(fs.readFileSync('resources/icon.svg', 'utf8'))
  const sized = (...sizes: number[]) => pictures.filter(({ sizePx }) => sizes.includes(sizePx))
  fs.writeFileSync('resources/icon.ico', ico(sized(16, 24, 32, 48, 64, 256)))
  fs.writeFileSync('resources/icon.icns', icns(pictures))
  fs.mkdirSync('resources/icons', { recursive: true })
  for (const { sizePx, png } of sized(16, 32, 48, 64, 128, 256, 512))
    fs.writeFileSync(`resources/icons/${sizePx}x${sizePx}.png`, png)
  return 0
})
