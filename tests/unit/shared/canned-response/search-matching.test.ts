import { describe, expect, test } from 'vitest'
import { anIndexOf, idsFound } from './canned-documents.ts'

describe('[CR2] several words', () => {
  const index = anIndexOf(
    { title: 'Refund policy', category: 'Billing', text: 'Money comes back within days' },
    { title: 'Refund delayed', category: 'Shipping', text: 'It takes longer' },
    { title: 'Delivery policy', category: 'Shipping', text: 'Parcels arrive' }
  )

  test.each([
    ['refund policy', '1'],
    ['policy refund', '1'],
    ['pol ref', '1'],
    ['refund shipping', '2'],
    ['policy shipping parcels', '3'],
    ['refund parcels', ''],
    ['refund refund', '1 2']
  ])('%j: each is found somewhere in the response', (query, ids) => {
    expect(idsFound(index, query)).toBe(ids)
  })
})

describe('[CR2] mistyped words', () => {
  const index = anIndexOf(
    { title: 'Subscription' },
    { title: 'Delivery' },
    { title: 'Mail' },
    { title: 'A1234' }
  )

  test.each([
    ['subscribtion', '1'],
    ['subscripion', '1'],
    ['subscripttion', '1'],
    ['subscirption', '1'],
    ['ubscription', '1'],
    ['usbscription', '1'],
    ['xubscription', '1'],
    ['subscriptoin', '1'],
    ['subscriptiom', '1'],
    ['subxcr', '1'],
    ['dleiv', '2'],
    ['dlivery subscr', ''],
    ['email', '3'],
    ['mial', '3']
  ])('%j is found', (query, ids) => {
    expect(idsFound(index, query)).toBe(ids)
  })

  test.each(['subscrbtoin', 'mal', 'a1235'])('%j is not: two edits, too short, or a number', (query) => {
    expect(idsFound(index, query)).toBe('')
  })

  test('every swap, replacement, omission and addition in a word is found', () => {
    const word = 'delivery'
    for (let at = 0; at < word.length; at += 1) {
      const [before, rest] = [word.slice(0, at), word.slice(at)]
      const edits = [`${before}x${rest}`, `${before}x${rest.slice(1)}`, before + rest.slice(1)]
      if (rest.length > 1) edits.push(before + rest.charAt(1) + rest.charAt(0) + rest.slice(2))
      for (const edited of edits) expect([edited, idsFound(index, edited)]).toEqual([edited, '2'])
    }
  })

  test('words as typed keep mistyped ones away when there are enough of them', () => {
    const many = Array.from({ length: 6 }, () => ({ title: 'form' }))
    expect(idsFound(anIndexOf(...many, { title: 'from' }), 'form')).toBe('1 2 3 4 5 6')
    expect(idsFound(anIndexOf({ title: 'form' }, { title: 'from' }), 'form')).toBe('1 2')
  })
})

describe('[CR2] parts of words', () => {
  const index = anIndexOf({ title: 'Voicemail' }, { title: 'Unsubscribe' }, { title: "Don't panic" })

  test.each([
    ['voi', '1'],
    ['v', '1'],
    ['mail', '1'],
    ['cema', '1'],
    ['subscribe', '2'],
    ['dont', '3'],
    ["don't", '3'],
    ['don’t', '3']
  ])('%j is found', (query, ids) => {
    expect(idsFound(index, query)).toBe(ids)
  })
})

test('[CR2] words that begin as typed keep parts of words away when there are enough of them', () => {
  const many = Array.from({ length: 20 }, () => ({ text: 'mailbox' }))
  expect(idsFound(anIndexOf({ title: 'Voicemail' }, ...many), 'mail').split(' ')).not.toContain('1')
  expect(idsFound(anIndexOf({ title: 'Voicemail' }, ...many.slice(1)), 'mail').split(' ')).toContain('1')
})

describe('[CR2] one spelling for many', () => {
  const index = anIndexOf(
    { title: 'Crème Brûlée' },
    { title: 'STRASSE' },
    { title: 'Łódź Ørsted' },
    { title: 'ﬁne ½ ＡＢＣ' },
    { title: 'İstanbul ısı' },
    { title: 'ΟΔΟΣ' },
    { title: 'cafe\u0301' },
    { title: 'soft\u00adware' }
  )

  test.each([
    ['creme brulee', '1'],
    ['CRÈME', '1'],
    ['straße', '2'],
    ['lodz orsted', '3'],
    ['fine abc', '4'],
    ['istanbul isi', '5'],
    ['οδος', '6'],
    ['οδοσ', '6'],
    ['café', '7'],
    ['software', '8']
  ])('%j is found', (query, ids) => {
    expect(idsFound(index, query)).toBe(ids)
  })
})

describe('[CR2] every script', () => {
  const index = anIndexOf(
    { title: '如何申请退款', text: '退款的状态可以查询' },
    { title: 'お支払い方法', text: 'ガイドを見る' },
    { title: '환불 정책' },
    { title: 'שָׁלוֹם לכולם' },
    { title: 'مُرَحَّبًا بكم', text: 'أهلا وسهلا' },
    { title: 'การคืนเงิน' },
    { title: 'नमस्ते ग्राहक' },
    { title: 'Возврат денег' },
    { title: 'iPhone手机' }
  )

  test.each([
    ['退款', '1'],
    ['款', '1'],
    ['退款状态', '1'],
    ['支払', '2'],
    ['ｶﾞｲﾄﾞ', '2'],
    ['환불', '3'],
    ['정', '3'],
    ['שלום', '4'],
    ['כולם', '4'],
    ['مرحبا', '5'],
    ['اهلا', '5'],
    ['คืนเงิน', '6'],
    ['नमस्', '7'],
    ['ग्राहक नमस्ते', '7'],
    ['возврт', '8'],
    ['手机', '9'],
    ['iphone手', '9'],
    ['退款手机', '']
  ])('%j is found', (query, ids) => {
    expect(idsFound(index, query)).toBe(ids)
  })

  test('a vowel sign is a letter: another word is not found', () => {
    expect(idsFound(anIndexOf({ title: 'की' }), 'का')).toBe('')
  })
})
