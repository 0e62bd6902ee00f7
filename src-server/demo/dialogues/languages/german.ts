import { agent, either, follower, maybe, type Topic } from '../topic.ts'

export const german: Topic = {
  name: 'German',
  language: 'de',
  weight: { telecom: 1, coffee: 1, radio: 1, cinema: 1 },
  plots: [
    [
      follower(
        '[Hallo|Guten Tag|Moin|Servus], meine Bestellung {order} ist noch nicht da. [Wo bleibt sie?|Gibt es etwas Neues?]',
        'Wo ist mein Paket? Bestellnummer {order}, bestellt am {pastDate}',
        'Guten Morgen, die Lieferung {order} sollte schon am {pastDate} kommen 😕'
      ),
      agent(
        'Hallo {first}, das tut mir leid! Ich schaue sofort nach.',
        'Guten Tag {first}, hier ist {agent}. Einen Moment bitte, ich prüfe das.'
      ),
      maybe(0.5, follower('Danke, ich warte.', 'Gerne, kein Stress', 'Es wäre dringend, ist ein Geschenk')),
      agent(
        'Das Paket liegt noch im Verteilzentrum und kommt am {date}. Sendungsnummer: {tracking}',
        'Der Zusteller hat niemanden angetroffen. Er kommt am {date} vor {clock} Uhr noch einmal.'
      ),
      follower(
        'Kann er es beim Nachbarn abgeben?',
        'Super, da bin ich zu Hause.',
        'Geht es auch nach {clock} Uhr?',
        'Alles klar.'
      ),
      maybe(0.8, agent('Ja, das habe ich so notiert.', 'Gerne. Sie bekommen vorher eine Nachricht.')),
      follower(
        '[Vielen Dank|Danke schön|Besten Dank|Merci] und [schönen Tag|einen schönen Abend|liebe Grüße] noch!',
        'Perfekt, danke für die schnelle Hilfe 👍',
        'Danke! Ihr seid spitze.'
      )
    ],
    [
      either(
        [
          follower(
            'Der Gutschein "{coupon}" lässt sich an der Kasse nicht einlösen.',
            'Mein Gutscheincode {code} wird nicht angenommen, was mache ich falsch?'
          ),
          agent(
            'Hallo {first}! Bitte einmal nach unten ziehen und den Code neu laden, er endet jetzt auf {digits}.'
          )
        ],
        [
          follower('Warum sind meine {points} Punkte weg? Gestern waren es noch {morePoints}'),
          agent('Hallo {first}, ich sehe das Problem und habe es gerade korrigiert.')
        ]
      ),
      follower(
        'Jetzt geht es, danke!',
        'Hat funktioniert 🎉',
        'Leider immer noch nicht...',
        'Ah, so einfach. Dankeschön!'
      ),
      maybe(0.6, agent('Sehr gerne! Einen schönen Tag noch, {first}.', 'Freut mich. Viele Grüße, {agent}'))
    ],
    [
      either(
        [
          follower(
            'Habt ihr am {date} geöffnet? Größere Gruppe, etwa 12 Personen',
            'Wie lange habt ihr heute offen?'
          ),
          agent('Hallo {first}! Wir sind von 8 bis {clock} Uhr da.')
        ],
        [
          follower('Bitte keine Werbung mehr schicken, nur noch Bestellinfos.'),
          agent('Ist notiert, {first}. Es kann einen Tag dauern.')
        ]
      ),
      follower('Prima, dann bis bald!', 'Danke für die Auskunft.', 'Wunderbar 😊')
    ]
  ]
}
