/** A row of a CSV file, with the line on which it begins. */
export interface CsvRow {
  line: number
  cells: string[]
}

/** What a spreadsheet would take for a formula or a command, also behind blanks. */
const RISKY = /^'*(\s*[=+\-@＝＋－＠]|[\t\r\n])/
/** The same behind the apostrophe that makes it plain text. */
const MADE_PLAIN = /^'+(\s*[=+\-@＝＋－＠]|[\t\r\n])/

/** Rows as CSV for spreadsheets and people: no cell is ever run as a formula, and `readCsv` gives back what was written. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => `${cells.map(written).join(',')}\r\n`).join('')
}

function written(text: string): string {
  const plain = RISKY.test(text) ? `'${text}` : text
  return /[",;\t\r\n]|^\s|\s$/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}

/** Rows of a CSV file, whichever of comma, semicolon and tab it uses; null for `unclosed` when every quote is closed. */
export function readCsv(text: string): { rows: CsvRow[]; unclosed: number | null } {
  const separator = separatorOf(text)
  const rows: CsvRow[] = []
  let row: CsvRow = { line: 1, cells: [] }
  let cell = ''
  let line = 1
  let quotedAt: number | null = null

  const endCell = () => {
    row.cells.push(MADE_PLAIN.test(cell) ? cell.slice(1) : cell)
    cell = ''
  }
  const endRow = () => {
    endCell()
    if (row.cells.some((one) => one !== '')) rows.push(row)
    row = { line: line + 1, cells: [] }
  }
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (quotedAt !== null) {
      if (char !== '"') cell += char
      else if (text[at + 1] === '"') {
        cell += '"'
        at++
      } else quotedAt = null
      if (char === '\n') line++
    } else if (char === '"' && cell === '') quotedAt = line
    else if (char === separator) endCell()
    else if (char === '\n' || char === '\r') {
      if (char === '\r' && text[at + 1] === '\n') at++
      endRow()
      line++
    } else cell += char
  }
  if (quotedAt !== null) return { rows, unclosed: quotedAt }
  if (cell !== '' || row.cells.length > 0) endRow()
  return { rows, unclosed: null }
}

/** The one that the first line has most of. */
function separatorOf(text: string): string {
  const first = text.split(/[\r\n]/, 1)[0] ?? ''
  const count = (separator: string) => first.split(separator).length
  return [',', ';', '\t'].reduce((best, one) => (count(one) > count(best) ? one : best))
}
