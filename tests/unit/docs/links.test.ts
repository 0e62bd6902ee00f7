import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { anchorsOf, linksOf, npmScriptsOf, readPages, targetOf } from './markdown.ts'

const pages = readPages()
const isOutside = (link: string) => /^(?:https?|mailto):/.test(link)

test('every relative link and picture leads somewhere', () => {
  const dead = pages.flatMap((page) =>
    linksOf(page)
      .filter((link) => !isOutside(link) && !existsSync(targetOf(page, link).file))
      .map((link) => `${page.file}: ${link}`)
  )
  expect(dead).toEqual([])
  expect(pages.flatMap(linksOf).length).toBeGreaterThan(50)
})

test('every link to a heading finds it', () => {
  const dead = pages.flatMap((page) =>
    linksOf(page).flatMap((link) => {
      const { file, heading } = targetOf(page, link)
      const target = pages.find((one) => one.file === file)
      const found = isOutside(link) || heading === null || !target || anchorsOf(target).includes(heading)
      return found ? [] : [`${page.file}: ${link}`]
    })
  )
  expect(dead).toEqual([])
})

test('every npm command that is named exists', () => {
  const { scripts } = z
    .object({ scripts: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync('package.json', 'utf8')))
  const unknown = pages.flatMap((page) =>
    npmScriptsOf(page)
      .filter((name) => !(name in scripts))
      .map((name) => `${page.file}: npm run ${name}`)
  )
  expect(unknown).toEqual([])
  expect(pages.flatMap(npmScriptsOf).length).toBeGreaterThan(10)
})

test('the map of the documentation names every page in docs/', () => {
  const map = pages.find(({ file }) => file === 'docs/README.md')
  const named = map ? linksOf(map).map((link) => targetOf(map, link).file) : []
  const missing = pages.map(({ file }) => file).filter((file) => /^docs\/[a-z-]+\.md$/.test(file))
  expect(missing.filter((file) => !named.includes(file))).toEqual([])
})
