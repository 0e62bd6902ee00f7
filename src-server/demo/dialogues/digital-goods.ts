import { gladly, soberly } from './closing.ts'
import { agent, either, follower, maybe, type Topic } from './topic.ts'

export const ringtones: Topic = {
  name: 'ringtone download',
  language: 'en',
  weight: { telecom: 5, radio: 13, cinema: 1 },
  plots: [
    [
      follower(
        'Bought the ringtone "{ringtone}" for {points} points but [the download stops at {percent}|it never downloads|I cannot find it].',
        '{hello}, where do I find my ringtone {ringtone} after the download?',
        'The {ringtone} ringtone is only {minutes} seconds of silence?! 😂',
        "{ringtone} won't set as ringtone, [it plays in the app only|the button is grey]"
      ),
      either(
        [
          agent(
            '{greet}! Is it a {phone}? [There|On that one] the tone lands under Settings > Sounds > Ringtones.'
          ),
          follower(
            '[It is not there|Not in the list], only the standard ones.',
            'Yes. I looked there [twice|first]. Empty.'
          ),
          agent(
            'Please allow "Files and media" for the app and tap Download again, you are not charged twice.'
          )
        ],
        [
          agent('{greet}, {sorry} Which version of the app do you have? You see it under Profile > About.'),
          follower('Version {version} on {system}', '{version}', 'It says {version}, {system}'),
          agent(
            'There was a broken file for {system}. I have sent you a fresh link: https://media.octopus.example/tones/{code}'
          )
        ],
        [
          agent('{greet}. Do you use an iPhone?'),
          follower('Yes, the SE', 'yep', 'Yes, since Christmas'),
          agent(
            'Then the tone has to go through GarageBand, here are the four steps:\n1. Open the tone, tap Share\n2. Choose GarageBand\n3. Share > Ringtone\n4. Settings > Sounds > Ringtone'
          )
        ]
      ),
      follower(
        '[Now|Ok now] it rings 🔔',
        'It works! [My colleagues hate it already|Sounds great|Finally].',
        'Done, was easier than I thought.'
      ),
      ...gladly
    ],
    [
      follower(
        'I want my points back, the ringtone {ringtone} is [not what I heard in the preview|terrible quality|far too quiet].',
        'Can I swap the {ringtone} tone for another one?'
      ),
      agent(
        '{greet}. Digital items cannot be returned as a rule, [but|still] let me see what I can do. {moment}',
        '{greet}! Let me see. Would you rather have another tone or the points?'
      ),
      either(
        [
          follower(
            'Anything [calmer|louder|without singing]',
            'The marimba one',
            'Whatever you suggest, I trust you'
          ),
          agent('Swapped, please pull down on "My items" to refresh.')
        ],
        [
          follower('The points please', 'My points back would be kind', 'points 🙏'),
          agent('I gave you {points} points back. The tone stays yours anyway.')
        ]
      ),
      ...gladly
    ]
  ]
}

export const stickers: Topic = {
  name: 'sticker pack missing',
  language: 'en',
  weight: { telecom: 4, coffee: 5, radio: 9, cinema: 4 },
  plots: [
    [
      follower(
        'My sticker pack "{pack}" is gone after the update 😢',
        '{hello}, I bought {pack} [on {pastWeekday}|yesterday|last week] and it is not in my keyboard.',
        'Where did my {pack} stickers go?? I [need|love] them',
        'new phone, all stickers gone ({pack} and two others)',
        '{hello}! My {relative} sent me the {pack} pack as a gift but nothing arrived'
      ),
      agent(
        '{greet}, {sorry} Are you signed in with the same number as before?',
        '{greet}! Please try Profile > My items > Restore. Does {pack} show up there?',
        '{greet}. {moment} I can see the purchase on {pastDate}.'
      ),
      follower(
        'Same number, ends in {digits}.',
        'It says "nothing to restore".',
        'Yes it is there but greyed out',
        '[No|Not really], I got a new SIM in between.'
      ),
      agent(
        'I have attached the pack to your account again. Please close the app completely and open it once more.',
        'The pack was renewed by its artist; the new one is in your list now, free of course.',
        'It was on your old account. I have moved all your items, [three|four|five] in total.'
      ),
      follower(
        '🐙🐙🐙 they are back',
        'There they are! {thanks}',
        'They are back, all of them 💛',
        '[Yes!|Hooray!] and even a new one'
      ),
      ...gladly
    ],
    [
      either(
        [
          follower(
            'Will there be [more|new] stickers like {pack}? [I use them daily|My whole family uses them].'
          ),
          agent('{greet}! A second part comes out on {date}, followers get it first 🤫')
        ],
        [
          follower(
            'Is {pack} free for followers or does it cost points?',
            'How many points is the {pack} pack now?'
          ),
          agent(
            '{greet}, it is {points} points, and followers of {channel} get {percent} off this week.',
            '{greet}. Free until {date}, {points} points afterwards.'
          )
        ]
      ),
      ...gladly
    ]
  ]
}

export const wallpapers: Topic = {
  name: 'wallpapers',
  language: 'en',
  weight: { telecom: 2, coffee: 2, radio: 4, cinema: 3 },
  plots: [
    [
      either(
        [
          follower(
            'The wallpaper {wallpaper} is [cropped|blurry|too large] on my {phone}.',
            'Downloaded {wallpaper}, now it covers my clock 🙃'
          ),
          agent('{greet}! Please pick "original size" in the preview before you set it.')
        ],
        [
          follower('Do you have {wallpaper} in [4K|landscape|a version without the logo]?'),
          agent('{greet}, here you are: https://media.octopus.example/wallpapers/{code}')
        ]
      ),
      maybe(0.5, follower('Much better', 'Still a little [dark|soft] but fine', 'wow, sharp')),
      ...soberly
    ]
  ]
}
