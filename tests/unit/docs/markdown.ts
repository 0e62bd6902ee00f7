import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** One file of the documentation, the READMEs of folders included. */
export interface Page {
  file: string
  text: string
}

/** A fenced block with a name behind its language: ```json PushRequest */
export interface NamedBlock {
  file: string
  line: number
  name: string
  json: string
}

const FENCE = /^```json (\S+)\n([\s\S]*?)^```$/gm
const CODE = /^```[\s\S]*?^```$|`[^`\n]*`/gm

/** All pages of the project, beneath its root. */
export function readPages(): Page[] {
  const own = (file: string) => !/(^|\/)(node_modules|out|dist|\.data)\//.test(file)
  return globSync('**/*.md', { exclude: (name) => name === 'node_modules' })
    .filter(own)
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }))
}

/** Everything that a page links to or shows, as it is written; what stands in code is no link. */
export function linksOf({ text }: Page): string[] {
  const prose = text.replace(CODE, '')
  const markdown = [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
  const html = [...prose.matchAll(/\b(?:src|srcset|href)="([^"]+)"/g)]
  return [...markdown, ...html].flatMap(([, target]) => (target === undefined ? [] : [target]))
}

/** The file and the heading that a relative link means. */
export function targetOf(page: Page, link: string): { file: string; heading: string | null } {
  const [to = '', heading] = link.split('#')
  const file = to === '' ? page.file : path.normalize(path.join(path.dirname(page.file), to))
  return { file, heading: heading ?? null }
}

/** The anchors of a page's headings, as GitHub makes them. */
export function anchorsOf({ text }: Page): string[] {
  const prose = text.replace(/^```[\s\S]*?^```$/gm, '')
  return [...prose.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/\s/g, '-')
  )
}

/** The names of all npm scripts that a page tells its reader to run. */
export function npmScriptsOf({ text }: Page): string[] {
  const run = [...text.matchAll(/\bnpm run ([a-z][a-z0-9:-]*)/g)].map(([, name = '']) => name)
  const short = [...text.matchAll(/\bnpm (start|test)\b/g)].map(([, name = '']) => name)
  return [...run, ...short]
}

export function namedBlocksOf({ file, text }: Page): NamedBlock[] {
  return [...text.matchAll(FENCE)].map(({ 1: name = '', 2: json = '', index }) => ({
    file,
    line: text.slice(0, index).split('\n').length,
    name,
    json
  }))
}
