import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { MarkedText } from '#shared/features/canned-response/search/highlight.ts'
import { anIndexOf } from './canned-documents.ts'

/** The text with its marks in brackets. */
function bracketed({ text, marks }: MarkedText): string {
  let shown = ''
  let at = 0
  for (const [from, to] of marks) {
    shown += `${text.slice(at, from)}[${text.slice(from, to)}]`
    at = to
  }
  return shown + text.slice(at)
}

function titleShown(title: string, query: string): string {
  const hit = anIndexOf({ title }).search(query)[0]
  return hit === undefined ? 'not found' : bracketed(hit.title)
}

describe('[CR2] what is highlighted', () => {
  test.each([
    ['Refund policy', 'ref', '[Ref]und policy'],
    ['Refund policy', 'pol refund', '[Refund] [pol]icy'],
    ['Refund, refunds!', 'refund', '[Refund], [refund]s!'],
    ['Voicemail', 'mail', 'Voice[mail]'],
    ['Email', 'mail', 'E[mail]'],
    ['Subscription', 'subscribtion', '[Subscription]'],
    ['Subscription', 'subcr', '[Subscr]iption'],
    ['Crème brûlée', 'crem brul', '[Crèm]e [brûl]ée'],
    ['cre\u0300me', 'cre', '[cre\u0300]me'],
    ['cre\u0300me', 'cr', '[cr]e\u0300me'],
    ['Große Straße', 'stras', 'Große [Straß]e'],
    ["Don't panic", 'dont', "[Don't] panic"],
    ['如何申请退款', '退款', '如何申请[退款]'],
    ['ガイド', 'イ', 'ガ[イ]ド'],
    ['שָׁלוֹם', 'של', '[שָׁל]וֹם'],
    ['𝐁𝐨𝐥𝐝 move', 'bol', '[𝐁𝐨𝐥]𝐝 move']
  ])('%j for %j', (title, query, shown) => {
    expect(titleShown(title, query)).toBe(shown)
  })

  test('title, category and text at once; the category too', () => {
    const index = anIndexOf({ title: 'Refunds', category: 'Refund desk', text: 'Ask for a refund.' })
    const hit = index.search('refund')[0]
    expect(hit && [hit.title, hit.category, hit.text, hit.snippet].map(bracketed)).toEqual([
      '[Refund]s',
      '[Refund] desk',
      'Ask for a [refund].',
      'Ask for a [refund].'
    ])
  })

  test('nothing without a query', () => {
    expect(anIndexOf({ title: 'Refund' }).search('')[0]?.title).toEqual({ text: 'Refund', marks: [] })
  })
})

describe('[CR2] the snippet', () => {
  const filler = 'word '.repeat(60)

  test('is one line around the densest matches, cut between words', () => {
    const index = anIndexOf({ text: `${filler}refund ${filler}your\nrefund, my refund\r\n${filler}` })
    const snippet = index.search('refund')[0]?.snippet
    expect(snippet && bracketed(snippet)).toMatch(
      /^…word( word)* your \[refund\], my \[refund\] {2}word( word)*…$/
    )
    expect(snippet?.text.length).toBeLessThanOrEqual(142)
  })

  test('begins with the text when the match is elsewhere', () => {
    const snippet = anIndexOf({ title: 'Refund', text: filler }).search('refund')[0]?.snippet
    expect(snippet?.text).toMatch(/^word( word)*…$/)
  })

  test('cuts no character in two', () => {
    for (const pad of ['', 'a']) {
      const snippet = anIndexOf({ title: 'Refund', text: pad + '😀'.repeat(200) }).search('refund')[0]
        ?.snippet
      expect(snippet?.text).not.toMatch(/\p{Surrogate}/u)
    }
  })

  test('shows a match deep inside a text without spaces', () => {
    const index = anIndexOf({ text: `${'一二三四五六七八九十'.repeat(40)}退款${'百千'.repeat(200)}` })
    const snippet = index.search('退款')[0]?.snippet
    expect(snippet && bracketed(snippet)).toContain('[退款]')
  })

  test('marks lie inside, in order, apart, and whatever the text is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.nat(), (text, at) => {
        const query = text.slice(at % (text.length + 1)).slice(0, 6)
        for (const hit of anIndexOf({ text, title: text }).search(query)) {
          for (const marked of [hit.title, hit.category, hit.text, hit.snippet]) {
            const bounds = marked.marks.flat()
            expect(bounds).toEqual(bounds.toSorted((a, b) => a - b))
            expect(new Set(bounds.filter((_, index) => index % 2 === 0)).size).toBe(marked.marks.length)
            expect(bounds.every((bound) => bound >= 0 && bound <= marked.text.length)).toBe(true)
          }
        }
      })
    )
  })
})
