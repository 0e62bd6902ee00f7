import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { assetAt } from '../../../src-main/platform/asset-path.ts'

const base = realpathSync(mkdtempSync(join(tmpdir(), 'desk-assets-')))
const root = join(base, 'renderer')
mkdirSync(join(root, 'assets'), { recursive: true })
mkdirSync(join(base, 'renderer-evil'))
const write = (file: string) => writeFileSync(join(base, file), 'x')
write('renderer/index.html')
write('renderer/assets/index-Ab_9.js')
write('renderer/assets/notes.txt')
write('renderer/.hidden.js')
write('renderer/a b.js')
write('renderer-evil/index.html')
write('secret.js')
symlinkSync(join(base, 'secret.js'), join(root, 'link.js'))
symlinkSync(base, join(root, 'up'))
symlinkSync(join(root, 'index.html'), join(root, 'home.html'))
symlinkSync(join(base, 'renderer-evil'), join(root, 'sibling'))
symlinkSync(join(root, 'nothing.js'), join(root, 'dangling.js'))

afterAll(() => rmSync(base, { recursive: true }))

const file = (url: string) => assetAt(root, url)?.file ?? null

test('the built pages are served, with their type', () => {
  expect(assetAt(root, 'app://desk/index.html')).toEqual({
    file: join(root, 'index.html'),
    mimeType: 'text/html'
  })
  expect(file('app://desk/assets/index-Ab_9.js')).toBe(join(root, 'assets/index-Ab_9.js'))
  expect(file('app://desk/index.html?a=1#/chat')).toBe(join(root, 'index.html'))
  expect(file('app://desk/home.html')).toBe(join(root, 'index.html'))
})

test.each([
  ['climbing', 'app://desk/../secret.js'],
  ['climbing from within', 'app://desk/assets/../../secret.js'],
  ['encoded dots', 'app://desk/%2e%2e/secret.js'],
  ['half encoded dots', 'app://desk/.%2e/secret.js'],
  ['twice encoded dots', 'app://desk/%252e%252e/secret.js'],
  ['an encoded slash', 'app://desk/assets%2f..%2f..%2fsecret.js'],
  ['backslashes', 'app://desk/assets\\..\\..\\secret.js'],
  ['encoded backslashes', 'app://desk/assets%5c..%5c..%5csecret.js'],
  ['a NUL', 'app://desk/index.html\0.js'],
  ['an encoded NUL', 'app://desk/index.html%00.js'],
  ['a sibling folder with the same prefix', 'app://desk/../renderer-evil/index.html'],
  ['a symbolic link to a file outside', 'app://desk/link.js'],
  ['a symbolic link to a folder outside', 'app://desk/up/secret.js'],
  ['a symbolic link to a sibling', 'app://desk/sibling/index.html'],
  ['a dangling symbolic link', 'app://desk/dangling.js'],
  ['another host', 'app://evil/index.html'],
  ['a host that only begins like ours', 'app://desk.evil/index.html'],
  ['a user in the address', 'app://desk@evil/index.html'],
  ['a port', 'app://desk:80/index.html'],
  ['another scheme', 'file:///etc/passwd.html'],
  ['an absolute path', 'app://desk//etc/hosts.html'],
  ['a hidden file', 'app://desk/.hidden.js'],
  ['a type that the app has none of', 'app://desk/assets/notes.txt'],
  ['a name with a space', 'app://desk/a b.js'],
  ['a folder', 'app://desk/assets'],
  ['the root', 'app://desk/'],
  ['a file that is not there', 'app://desk/gone.js'],
  ['a very long name', `app://desk/${'a'.repeat(5000)}.js`]
])('[4] %s is not served', (_what, url) => {
  expect(assetAt(root, url)).toBeNull()
})
