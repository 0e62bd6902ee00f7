import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { connect } from 'node:net'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { PATHS } from '#shared/contract/wire.ts'
import { ApiScope } from '#shared/features/integration/api-keys.ts'
import { collectFiles } from '../../../../src-server/features/attachment/collect.ts'
import { openFolderStore } from '../../../../src-server/files/folder-store.ts'
import { aMovie, aPng, attachmentOf, noise, sha256Of, upload } from '../../../harness/files.ts'
import { CONTENTS } from '../../../harness/requests.ts'
import { startTestServer, type TestServer } from '../../../harness/server.ts'
import { seedTenant } from '../../../harness/tenant.ts'
import { type Platform, platformOf } from './platform.ts'

const MB = 1024 * 1024
const DAY_MS = 24 * 3_600_000
const PARTNER = { name: 'Green Energy', email: 'hello@green.example', status: 'active' }

let server: TestServer
let platform: Platform
let seed = 9000

beforeAll(async () => {
  server = await startTestServer({ fileLimits: { image: MB, video: 2 * MB, document: MB } })
  await seedTenant(server.storage(), 'globex')
  platform = await platformOf(server, ApiScope.options)
  await platform.put('/partners/green', PARTNER)
})
afterAll(() => server.close())

const picture = (length = 400) => aPng(noise(length, ++seed))

/** An ad that names a file. */
function adWith(image: string | null, imageSha256?: string, format = 'banner') {
  const content = { ...CONTENTS.ad, format, image, ...(imageSha256 !== undefined && { imageSha256 }) }
  return { kind: 'ad', partnerId: 'green', content }
}

async function linkOf(email: string, requestId: string, sha256: string) {
  const desk = await server.desk(email)
  return await desk.send('GET', `${PATHS.fileLink}?conversationId=${requestId}&sha256=${sha256}`)
}

describe('an upload of the platform', () => {
  test('[SV3] comes in one request, is named by an ad, and leads alone fetch it', async () => {
    // larger than any JSON body may be
    const bytes = picture(700_000)
    const file = attachmentOf('bike.png', bytes)
    const first = await platform.upload('bike.png', bytes)
    expect([first.status, first.body]).toEqual([201, file])
    expect((await platform.upload('bike.png', bytes)).status).toBe(200)

    const posted = await platform.put('/requests/bike', adWith('bike.png', file.sha256))
    expect([posted.status, posted.body.files]).toEqual([201, [file]])
    expect((await platform.put('/requests/bike', adWith('bike.png', file.sha256))).body).toEqual(posted.body)
    const lena = await server.desk('lena@acme.test')
    expect(await lena.snapshotRows('request')).toContainEqual(posted.body)

    for (const email of ['lena@acme.test', 'adam@acme.test']) {
      const { path: address } = (await linkOf(email, 'bike', file.sha256)).json as { path: string }
      const answer = await fetch(server.url + address)
      expect(answer.headers.get('content-disposition')).toContain('attachment; filename="bike.png"')
      expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true)
    }
    for (const email of ['mia@acme.test', 'lena@globex.test'])
      expect((await linkOf(email, 'bike', file.sha256)).status).toBe(404)
  })

  test('[SV3] [security 19] is not fetched any more by somebody who was a lead', async () => {
    const bytes = picture()
    await platform.upload('kept.png', bytes)
    await platform.put('/requests/kept', adWith('kept.png', sha256Of(bytes)))
    const role = (next: 'agent' | 'lead') =>
      server
        .storage()
        .transact((tx) =>
          tx.updateTable('users').set({ role: next }).where('email', '=', 'lena@acme.test').execute()
        )
    const { path: address } = (await linkOf('lena@acme.test', 'kept', sha256Of(bytes))).json as {
      path: string
    }
    const byAddress = async () => (await fetch(server.url + address)).status
    expect(await byAddress()).toBe(200)
    await role('agent')
    // nor by the address that she has asked for before
    expect(await byAddress()).toBe(404)
    expect((await linkOf('lena@acme.test', 'kept', sha256Of(bytes))).status).toBe(404)
    await role('lead')
    expect(await byAddress()).toBe(200)
    expect((await linkOf('lena@acme.test', 'kept', sha256Of(bytes))).status).toBe(200)
  })

  test.each([
    ['of no kind that is known', 'bike.svg', Buffer.from('<svg xmlns="x"/>'), 422, 'file_refused'],
    ['that is a document', 'bike.pdf', Buffer.from('%PDF-1.7\n'), 422, 'file_refused'],
    ['that is a page with the name of a picture', 'bike.png', Buffer.from('<html>'), 422, 'file_refused'],
    ['that is a video with the name of a picture', 'bike.png', aMovie('isom'), 422, 'file_refused'],
    ['with more pixels than can be shown', 'bike.png', aPng(noise(9), 50_000, 50_000), 422, 'file_refused'],
    ['that is too large', 'bike.png', aPng(noise(MB, 3)), 413, 'too_large']
  ])(
    '[SV3] [security 13] [security 17] %s is refused, and a sentence says why',
    async (_case, name, bytes, status, code) => {
      const before = stored()
      const answer = await platform.upload(name, bytes)
      expect([answer.status, answer.body.code]).toEqual([status, code])
      expect(answer.body.detail).toContain(name)
      expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/)
      expect(stored()).toEqual(before)
    }
  )

  test('[SV3] whose bytes are not those of its sha256, or that comes as something else, is refused', async () => {
    const bytes = picture()
    const other = await platform.upload('bike.png', bytes, { sha256: sha256Of(aPng()) })
    expect([other.status, other.body.code]).toEqual([422, 'file_refused'])
    const typed = await platform.upload('bike.png', bytes, { headers: { 'content-type': 'image/png' } })
    expect([typed.status, typed.body.code]).toEqual([400, 'bad_request'])
    const nameless = await platform.call('PUT', `/uploads/${sha256Of(bytes)}`, {})
    expect([nameless.status, nameless.body.errors]).toMatchObject([400, [{ in: 'querystring' }]])
  })
})

describe('an ad', () => {
  const refusalOf = async (body: unknown) => {
    const { status, body: problem } = await platform.put('/requests/refused', body)
    expect((await platform.get('/requests/refused')).status).toBe(404)
    return { status, code: problem.code, detail: problem.detail, errors: problem.errors }
  }

  test('[SV3] that names a picture without an upload is taken as it always was', async () => {
    const posted = await platform.put('/requests/named', adWith('bike.png'))
    expect([posted.status, posted.body]).toMatchObject([201, { files: [], content: { image: 'bike.png' } }])
    expect(posted.body.content).not.toHaveProperty('imageSha256')
  })

  test('[SV3] [security 15] carries a file under no more than a clean leaf of what it is called', async () => {
    const bytes = picture()
    const name = '..\\..\\bike\u202egnp\r\n.png'
    expect((await platform.upload(name, bytes)).body).toMatchObject({ name: 'bikegnp.png' })
    const posted = await platform.put('/requests/leaf', adWith(name, sha256Of(bytes)))
    expect(posted.body.files).toEqual([attachmentOf('bikegnp.png', bytes)])
  })

  test('[SV3] [security 18] names no file that nobody, another company or a person has uploaded', async () => {
    const [theirs, hers] = [picture(), picture()]
    const globex = await platformOf(server, ApiScope.options, 'adam@globex.test')
    expect((await globex.upload('bike.png', theirs)).status).toBe(201)
    expect((await upload(await server.desk('lena@acme.test'), hers, { name: 'bike.png' })).status).toBe(204)
    const said = new Set<unknown>()
    for (const sha256 of ['0'.repeat(64), sha256Of(theirs), sha256Of(hers)]) {
      const { status, code, detail } = await refusalOf(adWith('bike.png', sha256))
      expect([status, code]).toEqual([409, 'file_missing'])
      expect(detail).toContain(`PUT /api/v1/uploads/${sha256}`)
      said.add(String(detail).replaceAll(sha256, ''))
    }
    expect(said.size).toBe(1)
  })

  test('[SV3] names no file that broke off on its way, or that the disk has lost', async () => {
    const bytes = picture(200_000)
    await sendHalf('bike.png', bytes)
    expect(await refusalOf(adWith('bike.png', sha256Of(bytes)))).toMatchObject({ code: 'file_missing' })
    const before = stored()
    expect((await platform.upload('bike.png', bytes)).status).toBe(201)
    const [id = ''] = stored().filter((one) => !before.includes(one))
    rmSync(path.join(server.dataDir, 'files', 'objects', id))
    expect(await refusalOf(adWith('bike.png', sha256Of(bytes)))).toMatchObject({ code: 'file_missing' })
    // sent again it is there again
    expect((await platform.upload('bike.png', bytes)).status).toBe(201)
    expect((await platform.put('/requests/lost', adWith('bike.png', sha256Of(bytes)))).status).toBe(201)
  })

  test('[SV3] shows a picture or, as a video, a video; and says what its upload is called', async () => {
    const [image, video] = [picture(), aMovie('isom', noise(300, ++seed))]
    await platform.upload('bike.png', image)
    await platform.upload('bike.mp4', video)
    const wrong = await refusalOf(adWith('bike.mp4', sha256Of(video)))
    expect([wrong.status, wrong.code, wrong.detail]).toEqual([
      422,
      'file_refused',
      expect.stringContaining('bike.mp4 is no image')
    ])
    expect(await refusalOf(adWith('bike.png', sha256Of(image), 'video'))).toMatchObject({ status: 422 })
    // the name of one and the bytes of the other
    expect(await refusalOf(adWith('bike.png', sha256Of(video)))).toMatchObject({ status: 422 })
    expect(await refusalOf(adWith(null, sha256Of(image)))).toMatchObject({
      status: 400,
      errors: [{ pointer: '/content/image' }]
    })
    const film = await platform.put('/requests/film', adWith('bike.mp4', sha256Of(video), 'video'))
    expect(film.body.files).toEqual([attachmentOf('bike.mp4', video, 'video/mp4')])
  })
})

describe('after a week', () => {
  beforeEach(async () => {
    await server.desk('lena@acme.test')
  })

  test('[SV3] a file that a request names is there, one that none names any more or ever is gone', async () => {
    const [kept, replaced, unused] = [picture(), picture(), picture()]
    for (const bytes of [kept, replaced, unused]) await platform.upload('bike.png', bytes)
    await platform.put('/requests/kept', adWith('bike.png', sha256Of(kept)), { 'if-match': '"1"' })
    await platform.put('/requests/moved', adWith('bike.png', sha256Of(replaced)))
    const amended = adWith('bike.png', sha256Of(kept))
    const moved = await platform.put('/requests/moved', amended, { 'if-match': '"1"' })
    expect(moved.body.files).toEqual([attachmentOf('bike.png', kept)])
    expect((await linkOf('lena@acme.test', 'moved', sha256Of(replaced))).status).toBe(404)

    await collect()
    // nothing is collected before its time
    for (const bytes of [replaced, unused])
      expect((await platform.upload('bike.png', bytes)).status).toBe(200)
    server.advance(8 * DAY_MS)
    await collect()
    expect((await linkOf('lena@acme.test', 'kept', sha256Of(kept))).status).toBe(200)
    const again = await Promise.all(
      [kept, replaced, unused].map((bytes) => platform.upload('bike.png', bytes))
    )
    expect(again.map(({ status }) => status)).toEqual([200, 201, 201])
  })
})

/** Half of an upload, by a connection that is cut when the server has some of it. */
async function sendHalf(name: string, bytes: Buffer): Promise<void> {
  const { hostname, port } = new URL(server.url)
  const socket = connect(Number(port), hostname)
  const closed = new Promise((resolve) => socket.once('close', resolve))
  socket.write(
    `PUT /api/v1/uploads/${sha256Of(bytes)}?name=${name} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${platform.secret}\r\n` +
      `content-type: application/octet-stream\r\ncontent-length: ${bytes.length}\r\n\r\n`
  )
  socket.write(bytes.subarray(0, bytes.length / 2))
  const uploads = path.join(server.dataDir, 'files', 'uploads')
  const begun = () => readdirSync(uploads).some((one) => statSync(path.join(uploads, one)).size > 50_000)
  await expect.poll(begun).toBe(true)
  socket.destroy()
  await closed
}

function stored(): string[] {
  const folder = path.join(server.dataDir, 'files', 'objects')
  return existsSync(folder) ? readdirSync(folder) : []
}

async function collect(): Promise<void> {
  const files = path.join(server.dataDir, 'files')
  const tools = { storage: server.storage(), clock: server.clock }
  await collectFiles(tools, openFolderStore(path.join(files, 'objects')), path.join(files, 'uploads'))
}
