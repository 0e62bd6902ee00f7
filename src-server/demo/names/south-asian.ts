import { listed, type NamePack } from './name-pack.ts'

export const devanagari: NamePack = {
  name: 'Devanagari',
  weight: 5,
  homes: [
    { locale: 'hi-IN', phonePrefix: '+91 98', cities: ['दिल्ली', 'मुंबई', 'जयपुर'] },
    { locale: 'mr-IN', phonePrefix: '+91 97', cities: ['पुणे'] },
    { locale: 'ne-NP', phonePrefix: '+977 98', cities: ['काठमाडौं'] }
  ],
  given: listed(`
    आरव/aarav, प्रिया/priya, अनन्या/ananya, राहुल/rahul, सुनीता/sunita, विक्रम/vikram,
    काव्या/kavya, अर्जुन/arjun, दीपिका/deepika, श्रेया/shreya, मोहन/mohan
  `),
  family: listed(`
    शर्मा/sharma, वर्मा/verma, पाटिल/patil, श्रेष्ठ/shrestha, गुप्ता/gupta, कुलकर्णी/kulkarni,
    सिंह/singh, मिश्रा/mishra, जोशी/joshi
  `),
  order: 'given-first',
  separator: ' '
}

export const thai: NamePack = {
  name: 'Thai',
  weight: 4,
  homes: [{ locale: 'th-TH', phonePrefix: '+66 8', cities: ['กรุงเทพฯ', 'เชียงใหม่', 'ภูเก็ต'] }],
  given: listed(`
    สมชาย/somchai, กัญญา/kanya, ณัฐวุฒิ/nattawut, พิมพ์ชนก/pimchanok, วรรณา/wanna,
    ธนพล/thanaphon, อรุณี/arunee, ปกรณ์/pakorn, มะลิ/mali
  `),
  family: listed(`
    ใจดี/jaidee, ศรีสุข/srisuk, วงศ์สวัสดิ์/wongsawat, แก้วมณี/kaewmanee, ทองดี/thongdee,
    รัตนกุล/rattanakul, บุญมา/boonma
  `),
  order: 'given-first',
  separator: ' '
}
