import { gladly, soberly } from './closing.ts'
import { agent, either, follower, maybe, type Topic } from './topic.ts'

export const coupons: Topic = {
  name: 'coupons that do not scan',
  language: 'en',
  weight: { telecom: 4, coffee: 16, radio: 6, cinema: 12 },
  plots: [
    [
      follower(
        '{hello}! The coupon "{coupon}" does not scan at {place}. [The till just beeps|They say it is invalid|What can I do?]',
        "I'm standing at the counter and the {coupon} coupon [won't scan|is not accepted] 😤",
        'Coupon code {code} is [invalid|"unknown"] they say. It is valid until {date} in the app though',
        'your barcode thing is not working, {place}, {coupon}',
        '{hello}, I tried to use "{coupon}" [twice|three times] and the scanner cannot read it'
      ),
      either(
        [
          agent(
            '{greet}, {sorry} Could you turn the brightness up and tap the code once, so that it fills the screen?'
          ),
          follower(
            'Brightness is at the maximum. [Same|Nothing changes|Still red light].',
            'tried that. no.',
            'Did both, no luck'
          )
        ],
        [
          agent(
            '{greet}! Which phone do you have? [On some|With dark mode on some], the code is shown too [small|dark].'
          ),
          follower(
            'It is a {phone}, {system}. [Screen has a crack but not there|No dark mode].',
            '{phone}',
            'An old {phone}, sorry'
          )
        ],
        [
          agent('{greet}. Are you still at the counter?', '{greet}, {sorry} Is the cashier still with you?'),
          follower(
            'Yes, there is a queue behind me 😅',
            'Still here, but they look at me [funny|impatiently]',
            'I let the others pass'
          )
        ]
      ),
      agent(
        'Then please let them type the number below the code: {code}. That [always works|does the same].',
        'I have [renewed|reissued] the coupon. Pull down to refresh, the new code ends in {digits}.',
        'I see the reason: their till was offline. I have called {place}, they will take it now.'
      ),
      follower(
        'That worked 🎉 [My coffee is safe|Coffee time|The people behind me cheered]',
        'Typing it in did the trick!',
        'Yes!! New one went through at once',
        'ok it beeped the good beep'
      ),
      ...gladly
    ],
    [
      follower(
        '{hello}, my coupon "{coupon}" says already redeemed but I [never used it|have not used it|only opened it]!',
        'Why is {coupon} marked as used? I only [opened|looked at] it yesterday',
        'I pressed redeem by accident [at home|on the bus], can you give me the {coupon} back?'
      ),
      agent(
        '{greet}, this one is a timed coupon: it starts when you open it and ends {minutes} minutes later. {moment}',
        '{greet}. {moment} It says redeemed on {pastDate} at {clock}.'
      ),
      maybe(
        0.6,
        follower(
          'I did not know that. [There was no warning|It should say so].',
          'On {pastWeekday} I was [at work all day|on a train|abroad], that cannot be.',
          'My [kid|{relative}] plays with my phone, maybe that was it 🙈'
        )
      ),
      agent(
        'No worries, I have put a fresh one into your wallet. Please open it only [at the counter|when it is your turn].',
        'As a courtesy I have added it again, valid until {date}.',
        'I have [credited {points} points|given it back] this once, {first}.'
      ),
      ...gladly
    ],
    [
      either(
        [
          follower(
            'Until when is the "{coupon}" coupon valid? [The app shows two dates|I cannot find a date|My friend got another date]',
            '"{coupon}": valid until when?'
          ),
          agent('{greet}! It is valid until {date}, in all our places, once per person.')
        ],
        [
          follower(
            'Can I use "{coupon}" [together with|on top of] the {promo} offer?',
            '{hello}, may I combine "{coupon}" with points?'
          ),
          agent(
            '{greet}, [unfortunately not|I am afraid not]: one offer per purchase. You can keep it for next time, it is valid until {date}.'
          )
        ],
        [
          follower(
            'Does "{coupon}" work in every shop or only at {place}?',
            'Where can I use the "{coupon}" coupon in {city}?'
          ),
          agent(
            '{greet}. Everywhere except at the airport, [which is run by a partner|they have their own offers].'
          )
        ],
        [
          follower('is "{coupon}" also good for a {product}? asking for a friend 😇'),
          agent('{greet}, for your friend: yes, everything in the shop except gift cards 😉')
        ]
      ),
      either(
        [
          follower('And on [Sundays|holidays|{weekday}]?'),
          agent('[Yes, every day|Any day you like], all day.')
        ],
        [follower('Even with the staff discount? 😄'), agent('That one is up to the shop manager 😉')],
        []
      ),
      ...soberly
    ]
  ]
}
