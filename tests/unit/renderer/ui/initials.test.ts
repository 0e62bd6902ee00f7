import { describe, expect, test } from 'vitest'
import { initialsOf } from '../../../../src-renderer/ui/initials.ts'

describe('initials', () => {
  test.each([
    ['Amal Khoury', 'AK'],
    ['  joão   da silva pereira ', 'JP'],
    ['Priya', 'P'],
    ['Ольга Иванова', 'ОИ'],
    ['Γιώργος Νικολάου', 'ΓΝ'],
    ['دעוד', 'د'],
    ['محمد العلي', 'م'],
    ['דוד לוי', 'דל'],
    ['王小明', '王'],
    ['김 민수', '김'],
    ['さくら', 'さ'],
    ['राम कुमार', 'राकु'],
    ['🦑 Squid Shop', '🦑'],
    ['👩‍👩‍👧 family', '👩‍👩‍👧'],
    ['🇭🇷 Zagreb', '🇭🇷'],
    ['straße', 'S'],
    ['ßeta', 'ß'],
    ['Jean-Luc Picard', 'JP'],
    ['"Tom" (Baker)', 'TB'],
    ['Ä Ö', 'ÄÖ'],
    ['+385 91 555 012', ''],
    ['', ''],
    [' \u200f ', '']
  ])('of %j are %j', (name, initials) => {
    expect(initialsOf(name)).toBe(initials)
  })
})
