import { listed, type NamePack } from './name-pack.ts'

export const cyrillic: NamePack = {
  name: 'Cyrillic',
  weight: 7,
  homes: [
    { locale: 'ru-RU', phonePrefix: '+7 91', cities: ['Казань', 'Тверь', 'Пермь'] },
    { locale: 'uk-UA', phonePrefix: '+380 67 ', cities: ['Київ', 'Львів'] },
    { locale: 'bg-BG', phonePrefix: '+359 88 ', cities: ['София', 'Пловдив'] },
    { locale: 'sr-RS', phonePrefix: '+381 6', cities: ['Ниш'] }
  ],
  given: listed(`
    Анна/anna, Дмитрий/dmitry, Ольга/olga, Сергій/serhiy, Оксана/oksana, Цветан/tsvetan,
    Ђорђе/djordje, Екатерина/ekaterina, Юлия/yulia, Фёдор/fyodor, Калина/kalina, Тарас/taras,
    Љубица/ljubica
  `),
  family: listed(`
    Кузнецова/kuznetsova, Шевченко/shevchenko, Петров/petrov, Соловьёв/solovyov,
    Димитров/dimitrov, Ковальчук/kovalchuk, Јовановић/jovanovic, Лебедева/lebedeva, Мороз/moroz,
    Стоянова/stoyanova, Щербаков/shcherbakov
  `),
  order: 'given-first',
  separator: ' '
}

export const greek: NamePack = {
  name: 'Greek',
  weight: 4,
  homes: [
    { locale: 'el-GR', phonePrefix: '+30 69', cities: ['Αθήνα', 'Θεσσαλονίκη', 'Πάτρα'] },
    { locale: 'el-CY', phonePrefix: '+357 99', cities: ['Λευκωσία'] }
  ],
  given: listed(`
    Ελένη/eleni, Γιώργος/giorgos, Μαρία/maria, Νίκος/nikos, Ειρήνη/irini, Δημήτρης/dimitris,
    Ζωή/zoi, Χρήστος/christos, Άννα/anna, Ορέστης/orestis
  `),
  family: listed(`
    Παπαδοπούλου/papadopoulou, Αντωνίου/antoniou, Γεωργίου/georgiou, Καραγιάννης/karagiannis,
    Οικονόμου/oikonomou, Βλάχος/vlachos, Ξενάκη/xenaki, Μακρής/makris
  `),
  order: 'given-first',
  separator: ' '
}
