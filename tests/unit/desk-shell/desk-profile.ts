import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAccountFolders } from '../../../src-main/app/session/account-folders.ts'
import { type AccountRequest, createSession } from '../../../src-main/app/session/session.ts'
import { createSessionApi } from '../../../src-main/app/session/session-api.ts'
import { createSessionFile } from '../../../src-main/app/session/session-file.ts'
import type { Protection, TokenVault } from '../../../src-main/platform/token-vault.ts'

/** Seals by a simple change of every byte, so that a token on disk cannot be found as it is. */
function testVault(protection: Protection): TokenVault & { opened: number } {
  const turn = (bytes: Buffer) => Buffer.from(bytes.map((byte) => byte ^ 0x5a))
  return {
    opened: 0,
    protection: () => protection,
    seal(secret, weakly) {
      if (protection === 'none' || (protection === 'weak' && !weakly)) throw new Error('not sealed')
      return turn(Buffer.from(secret)).toString('base64')
    },
    unseal(sealed) {
      this.opened++
      return turn(Buffer.from(sealed, 'base64')).toString()
    }
  }
}

/** An account that is a folder with one file: what a person left there is read again by the next to open it. */
function openTestAccount(request: AccountRequest, unsent: () => number) {
  const file = join(request.folder, 'cache.db')
  const seen = readdirSync(request.folder).length > 0 ? readFileSync(file, 'utf8') : ''
  writeFileSync(file, `${seen}data of ${request.identity.name};`)
  return {
    ...request,
    seen,
    resumed: 0,
    closed: false,
    unsent,
    resume() {
      this.resumed++
    },
    async close() {
      this.closed = true
    },
    async wipe() {
      this.closed = true
      rmSync(file)
    }
  }
}

/** One profile folder on disk, in which the app is started again and again. */
export function aProfile(protection: Protection = 'keychain') {
  const folder = mkdtempSync(join(tmpdir(), 'desk-profile-'))
  let last = { serverUrl: '', email: '' }
  const state = { unsent: 0, nowMs: 0, cleared: 0, openFails: false }

  const start = () => {
    const announced: string[] = []
    const logged: string[] = []
    const vault = testVault(protection)
    const session = createSession({
      api: createSessionApi((url, init) => fetch(url, init)),
      vault,
      file: createSessionFile(folder),
      folders: createAccountFolders(folder),
      last: {
        read: () => last,
        write: async (next) => {
          last = next
        }
      },
      async openAccount(request) {
        if (state.openFails) throw new Error('no such file')
        return openTestAccount(request, () => state.unsent)
      },
      deviceName: 'test',
      monotonicMs: () => state.nowMs,
      announce: (topics) => announced.push(...topics),
      async clearWindowData() {
        state.cleared++
      },
      log: (level, text) => logged.push(`${level}: ${text}`)
    })
    session.takeUp()
    return { session, announced, logged, vault }
  }
  const files = () =>
    (readdirSync(folder, { recursive: true }) as string[]).filter((name) =>
      statSync(join(folder, name)).isFile()
    )

  return {
    folder,
    state,
    start,
    files,
    /** All bytes of the profile as one text. */
    content: () =>
      files()
        .map((name) => `${name}\n${readFileSync(join(folder, name), 'latin1')}`)
        .join('\n'),
    remove: () => rmSync(folder, { recursive: true, force: true })
  }
}
