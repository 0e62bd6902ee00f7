// Opens an export of 100,000 decided requests with hostile names in LibreOffice, and says whether every cell came in as text.
import { execFileSync, spawnSync } from 'node:child_process'
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { RequestId, UserId } from '#shared/base/ids.ts'
import { CACHE_MIGRATIONS } from '../src-main/cache/migrations/list.ts'
import { createHistoryExporter } from '../src-main/features/approval/export.ts'
import { requestProjection } from '../src-main/features/approval/project.ts'
import { openSqliteFile } from '../src-main/sqlite/sqlite-file.ts'
import { aRequest, WHOLE_HISTORY } from '../tests/harness/requests.ts'

const ROWS = Number(process.argv[2] ?? 100_000)
const NAMES = [
  '=HYPERLINK("http://evil.test";"x")',
  ' \t+1+1',
  '-2+3',
  '@SUM(A1:A9)',
  'Meier; "Partner", & Söhne',
  'two\r\nlines',
  'سحر حداد',
  "=cmd|' /C calc'!A0"
]
/** Comma, double quote, UTF-8, from line 1, special numbers recognised as when a person opens it. */
const READ = 'CSV:44,34,76,1,,0,false,true,false,false,false,-1'

if (spawnSync('soffice', ['--version']).error) {
  console.log('LibreOffice (soffice) is not installed here, so nothing was opened')
  process.exit(0)
}

const folder = mkdtempSync(path.join(tmpdir(), 'octopus-libreoffice-'))
try {
  const file = openSqliteFile({
    path: path.join(folder, 'c.db'),
    migrations: CACHE_MIGRATIONS,
    durability: 'normal'
  })
  file.transact((tx) => {
    for (let n = 0; n < ROWS; n++) {
      const reason = NAMES[(n + 1) % NAMES.length] ?? ''
      const decision = {
        outcome: 'rejected' as const,
        byId: UserId.parse('lena'),
        byName: 'Lena',
        atMs: n,
        reason,
        mail: null
      }
      const partnerName = NAMES[n % NAMES.length] ?? ''
      const row = aRequest({ id: RequestId.parse(`r${n}`), partnerName, decision, title: `Row ${n}` })
      requestProjection.put(tx, row, () => {})
    }
  })
  const exporter = createHistoryExporter({
    db: file.read,
    changed: () => {},
    breathe: () => Promise.resolve()
  })
  const history = exporter.start({ sheet: 'history', filter: WHOLE_HISTORY })
  const csv = createWriteStream(path.join(folder, 'history.csv'))
  for await (const piece of history.pieces) csv.write(piece)
  await new Promise((resolve) => csv.end(resolve))
  file.close()
  execFileSync(
    'soffice',
    [
      `-env:UserInstallation=file://${folder}/profile`,
      '--headless',
      `--infilter=${READ}`,
      '--convert-to',
      'fods',
      '--outdir',
      folder,
      path.join(folder, 'history.csv')
    ],
    { stdio: 'inherit' }
  )
  let formulas = 0
  let titles = 0
  let names = 0
  let rest = ''
  for await (const chunk of createReadStream(path.join(folder, 'history.fods'), 'utf8')) {
    const text = rest + chunk
    const whole = text.lastIndexOf('<table:table-cell')
    const part = whole < 0 ? '' : text.slice(0, whole)
    rest = whole < 0 ? text : text.slice(whole)
    formulas += part.match(/table:formula=/g)?.length ?? 0
    titles += part.match(/<text:p>Row \d+<\/text:p>/g)?.length ?? 0
    names += part.match(/HYPERLINK\(/g)?.length ?? 0
  }
  const isRight = formulas === 0 && titles === ROWS && names >= ROWS / NAMES.length
  console.log(
    `${titles} of ${ROWS} rows came in, ${names} of the dangerous names as text, ${formulas} formulas`
  )
  process.exitCode = isRight ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
