import { listed, type NamePack } from './name-pack.ts'

export const arabic: NamePack = {
  name: 'Arabic',
  weight: 8,
  homes: [
    { locale: 'ar-EG', phonePrefix: '+20 10 ', cities: ['القاهرة', 'الإسكندرية'] },
    { locale: 'ar-SA', phonePrefix: '+966 5', cities: ['الرياض', 'جدة'] },
    { locale: 'ar-LB', phonePrefix: '+961 70 ', cities: ['بيروت'] },
    { locale: 'ar-MA', phonePrefix: '+212 6', cities: ['الدار البيضاء'] }
  ],
  given: listed(`
    أمل/amal, محمد/mohammed, فاطمة/fatima, يوسف/youssef, ليلى/layla, خالد/khaled, نور/nour,
    عمر/omar, هدى/huda, زينب/zainab, سامي/sami, رانيا/rania, طارق/tarek, مريم/maryam, حسن/hassan,
    سلمى/salma
  `),
  family: listed(`
    الخطيب/alkhatib, حداد/haddad, المصري/almasri, نصار/nassar, العلي/alali, منصور/mansour,
    الزهراني/alzahrani, بن يوسف/benyoussef, قباني/qabbani, شاهين/shahin, درويش/darwish,
    الفاسي/alfassi
  `),
  order: 'given-first',
  separator: ' '
}

export const hebrew: NamePack = {
  name: 'Hebrew',
  weight: 6,
  homes: [{ locale: 'he-IL', phonePrefix: '+972 5', cities: ['תל אביב', 'חיפה', 'ירושלים', 'באר שבע'] }],
  given: listed(`
    נועה/noa, דוד/david, יעל/yael, אורי/uri, תמר/tamar, איתי/itay, שירה/shira, יונתן/yonatan,
    מיכל/michal, עומר/omer, רחל/rachel, גיא/guy, הדס/hadas, אלון/alon
  `),
  family: listed(`
    כהן/cohen, לוי/levi, מזרחי/mizrahi, פרץ/peretz, ביטון/biton, אברהם/avraham, פרידמן/friedman,
    בן דוד/bendavid, שפירא/shapira, אזולאי/azoulay, גולן/golan, רוזן/rosen
  `),
  order: 'given-first',
  separator: ' '
}
