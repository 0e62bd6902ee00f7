import { listed, type NamePack } from './name-pack.ts'

export const english: NamePack = {
  name: 'English',
  weight: 34,
  homes: [
    { locale: 'en-GB', phonePrefix: '+44 7', cities: ['London', 'Leeds', 'Bristol', 'Glasgow', 'Cardiff'] },
    { locale: 'en-IE', phonePrefix: '+353 8', cities: ['Dublin', 'Cork', 'Galway'] },
    { locale: 'en-US', phonePrefix: '+1 555', cities: ['Boston', 'Denver', 'Portland'] }
  ],
  given: listed(`
    Amelia, Oliver, Grace, Harry, Isla, Noah, Ava, Leo, Freya, Archie, Poppy, Theo, Ruby, Oscar,
    Ella, Finley, Maisie, Callum, Niamh, Rhys, Megan, Ewan, Hannah, Declan, Zara, Miles
  `),
  family: listed(`
    Smith, Jones, Taylor, Walker, O'Brien, MacLeod, Hughes, Clarke, Patel, Robinson, Fitzgerald,
    Nolan, Whitaker, Ashworth, Okafor, Hargreaves, Campbell, Doyle, Singh-Carter, Pemberton,
    Byrne, Lloyd, Shaw, Turner
  `),
  order: 'given-first',
  separator: ' '
}

export const german: NamePack = {
  name: 'German',
  weight: 9,
  homes: [
    { locale: 'de-DE', phonePrefix: '+49 151 ', cities: ['Berlin', 'Köln', 'München', 'Hamburg', 'Leipzig'] },
    { locale: 'de-AT', phonePrefix: '+43 664 ', cities: ['Wien', 'Graz'] },
    { locale: 'de-CH', phonePrefix: '+41 79 ', cities: ['Zürich', 'Bern'] }
  ],
  given: listed(`
    Jürgen, Käthe, Lukas, Anneliese, Björn, Sabine, Günther, Mareike, Jonas, Ute, Felix, Sören,
    Heike, Niklas, Zoë, Matthias, Bärbel, Emil
  `),
  family: listed(`
    Müller, Schäfer, Groß, Weiß, Krüger, Hoffmann, Schröder, Böhm, Köhler, Jäger, Vogel, Lehmann,
    Sauer, Brückner, Voß, Lindner
  `),
  order: 'given-first',
  separator: ' '
}

export const iberian: NamePack = {
  name: 'Spanish, Portuguese',
  weight: 9,
  homes: [
    { locale: 'es-ES', phonePrefix: '+34 6', cities: ['Sevilla', 'Málaga', 'A Coruña'] },
    { locale: 'es-MX', phonePrefix: '+52 55 ', cities: ['Mérida', 'León'] },
    { locale: 'pt-PT', phonePrefix: '+351 91', cities: ['Lisboa', 'Évora'] },
    { locale: 'pt-BR', phonePrefix: '+55 11 9', cities: ['São Paulo', 'Maceió'] }
  ],
  given: listed(`
    José, María, Íñigo, Begoña, Joaquín, Lucía, Andrés, Inês, João, Conceição, Núria, Álvaro,
    Sofía, Gonçalo, Ximena, Raúl
  `),
  family: listed(`
    Muñoz, García, Ibáñez, Peña, Gonçalves, Araújo, Núñez, Fernández, Simões, Magalhães, Castaño,
    Jiménez, Sá, Güell, Córdoba
  `),
  order: 'given-first',
  separator: ' '
}

export const centralEuropean: NamePack = {
  name: 'Polish, Czech, Hungarian, Croatian',
  weight: 8,
  homes: [
    { locale: 'pl-PL', phonePrefix: '+48 5', cities: ['Łódź', 'Kraków', 'Gdańsk'] },
    { locale: 'cs-CZ', phonePrefix: '+420 7', cities: ['Brno', 'Plzeň'] },
    { locale: 'hu-HU', phonePrefix: '+36 20 ', cities: ['Győr', 'Szeged'] },
    { locale: 'hr-HR', phonePrefix: '+385 91 ', cities: ['Zadar', 'Čakovec'] }
  ],
  given: listed(`
    Łukasz, Małgorzata, Jiří, Žofie, Šimon, Zsófia, György, Đurđica, Željko, Agnieszka, Bożena,
    Ondřej, Tímea, Čedomir, Świętosława, Radek
  `),
  family: listed(`
    Wiśniewski, Kowalczyk, Dvořák, Svoboda, Nagy, Szűcs, Kovačević, Žižka, Grzęda, Hřebíček, Őry,
    Šarić, Brzęczyszczykiewicz, Novotný, Hałas
  `),
  order: 'given-first',
  separator: ' '
}

export const nordic: NamePack = {
  name: 'Nordic, Baltic',
  weight: 5,
  homes: [
    { locale: 'sv-SE', phonePrefix: '+46 70 ', cities: ['Göteborg', 'Malmö'] },
    { locale: 'da-DK', phonePrefix: '+45 ', cities: ['Århus', 'Ærøskøbing'] },
    { locale: 'nb-NO', phonePrefix: '+47 9', cities: ['Tromsø', 'Bodø'] },
    { locale: 'is-IS', phonePrefix: '+354 6', cities: ['Reykjavík'] },
    { locale: 'fi-FI', phonePrefix: '+358 40 ', cities: ['Jyväskylä'] }
  ],
  given: listed(`
    Åsa, Søren, Bjørn, Þórdís, Guðrún, Väinö, Märta, Øystein, Elín, Jørgen, Sigurður, Päivi,
    Lærke, Håkon
  `),
  family: listed(`
    Ångström, Sørensen, Bjørnstad, Guðmundsdóttir, Hämäläinen, Østergård, Jónsson, Nygård,
    Mäkinen, Åkesson, Bræ, Þorsteinsson
  `),
  order: 'given-first',
  separator: ' '
}

export const turkish: NamePack = {
  name: 'Turkish, Vietnamese, Romanian',
  weight: 6,
  homes: [
    { locale: 'tr-TR', phonePrefix: '+90 53', cities: ['İstanbul', 'Iğdır', 'Muğla'] },
    { locale: 'vi-VN', phonePrefix: '+84 90 ', cities: ['Đà Nẵng', 'Huế'] },
    { locale: 'ro-RO', phonePrefix: '+40 72', cities: ['Iași', 'Timișoara'] }
  ],
  given: listed(`
    Çağla, Işıl, Oğuz, Şule, Gökçe, İpek, Thủy, Đức, Nguyệt, Ștefan, Ioana, Mădălina, Ömer, Hạnh
  `),
  family: listed(`
    Yılmaz, Şahin, Öztürk, Kılıç, Nguyễn, Phạm, Trần, Ionescu, Țurcanu, Bălan, Çelik, Đặng
  `),
  order: 'given-first',
  separator: ' '
}

export const french: NamePack = {
  name: 'French, Dutch',
  weight: 6,
  homes: [
    { locale: 'fr-FR', phonePrefix: '+33 6 ', cities: ['Besançon', 'Orléans', 'Nîmes'] },
    { locale: 'nl-NL', phonePrefix: '+31 6 ', cities: ['Utrecht', 'Delft'] },
    { locale: 'fr-BE', phonePrefix: '+32 47', cities: ['Liège'] }
  ],
  given: listed(`
    Chloé, François, Hélène, Anaïs, Loïc, Zoé, Gaëlle, Théo, Bénédicte, Joris, Femke, Maël,
    Noémie, Sjoerd
  `),
  family: listed(`
    Lefèvre, Dupré, Béranger, Le Gall, d'Alembert, van den Berg, Crépin, Maître, Noël, de Vries,
    't Hart, Gagné
  `),
  order: 'given-first',
  separator: ' '
}
